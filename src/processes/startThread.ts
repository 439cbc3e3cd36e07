import { Worker } from 'node:worker_threads';

/** Modules of this folder that run as threads. */
export type ThreadRole = 'networkThread';

/**
 * Starts a module of this folder as a thread: from built code its `.js`; from sources its `.ts`, for which tsx has to be
 * registered in the thread itself.
 */
export function startThread(role: ThreadRole): Worker {
  // Built code may be in `processes` or in `chunks`: both lie one folder below the root.
  const module = (extension: string) => new URL(`../processes/${role}.${extension}`, import.meta.url);
  if (!new URL(import.meta.url).pathname.endsWith('.ts')) return new Worker(module('js'));
  const source = JSON.stringify(module('ts').href);
  return new Worker(`import('tsx/esm/api').then(({ register }) => (register(), import(${source})))`, { eval: true });
}
