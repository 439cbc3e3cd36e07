import { readdirSync, readFileSync } from 'node:fs';

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

/** Resident bytes of a process and all it started, shared pages counted once (proportional set size). */
export function treeMemory(root: number): number {
  return processTree(root).reduce((sum, id) => {
    const found = /^Pss:\s+(\d+) kB/m.exec(readOrEmpty(`/proc/${id}/smaps_rollup`));
    return sum + 1024 * Number(found?.[1] ?? 0);
  }, 0);
}
