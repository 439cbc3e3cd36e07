import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';

/** Ids of a process and everything it started, from /proc. */
function processTree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readOrEmpty(`/proc/${name}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    parents.set(Number(name), parent);
  }
  const tree = [root];
  for (const id of tree) for (const [child, parent] of parents) if (parent === id) tree.push(child);
  return tree;
}

/** Empty where the process ended between two looks. */
function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

export interface Memory {
  /** Bytes that are the processes' own, with what they share in memory. */
  readonly own: number;
  /** The same and the pages of mapped files, which the system may drop at any time: programs, libraries, scratch files. */
  readonly withFiles: number;
}

const blockBytes = 512;

/** Bytes of the files in memory by which processes share arrays, by their numbers; nobody's own, so no process counts them. */
function sharedFiles(id: number): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  try {
    for (const descriptor of readdirSync(`/proc/${id}/fd`)) {
      const path = `/proc/${id}/fd/${descriptor}`;
      if (!readlinkSync(path).startsWith('/dev/shm/patina-')) continue;
      const { ino, blocks } = statSync(path);
      found.set(ino, blocks * blockBytes);
    }
  } catch {
    // The process ended between two looks.
  }
  return found;
}

/** Resident bytes of a process and all it started, shared pages counted once (proportional set size). */
export function treeMemory(root: number): Memory {
  let [own, withFiles] = [0, 0];
  const shared = new Map<number, number>();
  for (const id of processTree(root)) {
    const rollup = readOrEmpty(`/proc/${id}/smaps_rollup`);
    const bytes = (field: string) => 1024 * Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0);
    withFiles += bytes('Pss');
    own += bytes('Pss') - bytes('Pss_File');
    for (const [file, size] of sharedFiles(id)) shared.set(file, size);
  }
  const between = [...shared.values()].reduce((sum, size) => sum + size, 0);
  return { own: own + between, withFiles: withFiles + between };
}
