/** Which packages of the lock file a program needs on one kind of computer. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Target } from './targets.ts';

const lockedSchema = z.object({
  version: z.string().optional(),
  license: z.string().optional(),
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
  libc: z.array(z.string()).optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockSchema = z.object({ packages: z.record(z.string(), lockedSchema) });

export type Lock = Readonly<Record<string, z.infer<typeof lockedSchema>>>;

/** What is packed, at the version that is locked. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** Below the project, e.g. `node_modules/sharp`. */
  readonly folder: string;
}

/** Packages whose dependencies serve their install script alone, which fetches what Patina does without. */
const neededAtRunTime: Readonly<Record<string, readonly string[]>> = { 'onnxruntime-node': ['onnxruntime-common'] };

export function readLock(file = 'package-lock.json'): Lock {
  return lockSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).packages;
}

/**
 * The named packages and all that they need at run time on the target's kind of computer, in the order of their
 * folders. Throws where the lock file lacks one that is not optional.
 */
export function packagesFor(names: readonly string[], target: Target, lock: Lock): LockedPackage[] {
  const found = new Map<string, LockedPackage>();
  const waiting = names.map((name) => ({ name, from: '', optional: false }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { name, from, optional } = next;
    const folder = resolveFolder(name, from, lock);
    const entry = folder === null ? undefined : lock[folder];
    if (folder === null || entry?.version === undefined) {
      if (optional) continue;
      throw new Error(`package-lock.json does not hold ${name}, which ${from || 'Patina'} needs. Run npm install.`);
    }
    if (!fits(entry, target)) continue;
    if (found.has(folder)) continue;
    found.set(folder, { name, version: entry.version, folder });
    const dependencies = neededAtRunTime[name] ?? Object.keys(entry.dependencies ?? {});
    waiting.push(...dependencies.map((needed) => ({ name: needed, from: folder, optional: false })));
    const optionals = Object.keys(entry.optionalDependencies ?? {});
    waiting.push(...optionals.map((needed) => ({ name: needed, from: folder, optional: true })));
  }
  return [...found.values()].sort((a, b) => a.folder.localeCompare(b.folder));
}

/** Where Node would find a package: in the folder that asks, or in those around it. */
function resolveFolder(name: string, from: string, lock: Lock): string | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const candidate = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (lock[candidate] !== undefined) return candidate;
    if (folder === '') return null;
  }
}

function fits({ os, cpu, libc }: Lock[string], target: Target): boolean {
  return isAmong(os, target.platform) && isAmong(cpu, target.arch) && isAmong(libc, target.libc);
}

function isAmong(allowed: readonly string[] | undefined, value: string | null): boolean {
  return allowed === undefined || (value !== null && allowed.includes(value));
}
