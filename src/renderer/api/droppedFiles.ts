/** Files that were dropped on the window, those inside of dropped folders as well. */

/** What was dropped at once. */
export interface Drop {
  readonly files: readonly File[];
  /** The same as places of the disk, where the browser knows them; folders are only here. */
  readonly entries: readonly FileSystemEntry[];
}

/** Must be called while the event is handled: afterwards the browser has forgotten. */
export function dropOf({ files, items }: DataTransfer): Drop {
  return { files: [...files], entries: [...items].flatMap((item) => item.webkitGetAsEntry() ?? []) };
}

/** True where a folder was dropped, or more than one file: then the photos are many. */
export function isMany({ files, entries }: Drop): boolean {
  return files.length > 1 || entries.some((entry) => entry.isDirectory);
}

/** All files; folders are looked into to their bottom, hidden files are left out. */
export async function droppedFiles({ files, entries }: Drop): Promise<readonly File[]> {
  return entries.length === 0 ? files : filesOf(entries);
}

async function filesOf(entries: readonly FileSystemEntry[]): Promise<readonly File[]> {
  const found: File[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    if (isFolder(entry)) found.push(...(await filesOf(await contentOf(entry))));
    else if (isFile(entry)) found.push(await fileOf(entry));
  }
  return found;
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

/** A reader gives a part of the folder at a time, and nothing at its end. */
async function contentOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return all;
    all.push(...part);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
