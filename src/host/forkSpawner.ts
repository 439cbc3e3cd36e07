import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ChildProcessTransport } from './childProcessTransport.ts';
import type { ProcessRole, ProcessSpawner } from './processSpawner.ts';

/**
 * Spawns by `child_process.fork`. `base` is the address of a module one folder below the root of the code, e.g. the
 * caller's `import.meta.url`: from built code (`.js`) it starts `../processes/<role>.js`, from sources (`.ts`)
 * `../processes/<role>.ts` through tsx.
 */
export function forkSpawner(base: string = import.meta.url): ProcessSpawner {
  const extension = new URL(base).pathname.endsWith('.ts') ? '.ts' : '.js';
  return {
    spawn: (role: ProcessRole) => spawnModule(fileURLToPath(new URL(`../processes/${role}${extension}`, base))),
  };
}

/** Spawns one module file as a child process; TypeScript goes through tsx. */
export function spawnModule(file: string): ChildProcessTransport {
  const child = fork(file, [], {
    serialization: 'advanced',
    // Never the parent's own flags: a debugger port or a test runner's loader must not be inherited.
    execArgv: file.endsWith('.ts') ? ['--import', typescriptLoader()] : [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return new ChildProcessTransport(child);
}

function typescriptLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}
