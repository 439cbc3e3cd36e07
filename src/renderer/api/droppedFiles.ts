/** Files that were dropped on the window, those inside of dropped folders as well. */

/** True where a folder was dropped, or more than one file: then the photos are many. */
export function isMany(entries: readonly FileSystemEntry[]): boolean {
  return entries.length > 1 || entries.some((entry) => entry.isDirectory);
}

/** All files, read while the event is handled; folders are looked into to their bottom, hidden files are left out. */
export async function droppedFiles(entries: readonly FileSystemEntry[]): Promise<readonly File[]> {
  const found: File[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    if (isFolder(entry)) found.push(...(await droppedFiles(await contentOf(entry))));
    else if (isFile(entry)) found.push(await fileOf(entry));
  }
  return found;
}

/** What was dropped; must be asked while the event is handled. */
export function entriesOf(items: DataTransferItemList): readonly FileSystemEntry[] {
  return [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
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
