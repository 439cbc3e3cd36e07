import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ChildTransport } from '../shared/rpc/transport.ts';
import { ChildProcessTransport } from './childProcessTransport.ts';
import { frugalMemory } from './frugalMemory.ts';
import type { ProcessRole, ProcessSpawner } from './processSpawner.ts';
import { openSharedMemory, sharedDescriptor, sharedMemoryVariable } from './sharedMemory.ts';

/**
 * Starts processes with the Node that runs here. `base` is the address of a module one folder below the root of the
 * code, e.g. the caller's `import.meta.url`: from built code (`.js`) it starts `../processes/<role>.js`, from sources
 * (`.ts`) `../processes/<role>.ts` through tsx.
 */
export function forkSpawner(base: string = import.meta.url): ProcessSpawner {
  const extension = new URL(base).pathname.endsWith('.ts') ? '.ts' : '.js';
  return {
    spawn: (role: ProcessRole, args = []) =>
      (args.length === 0 ? takeAhead(role) : null) ??
      spawnModule(fileURLToPath(new URL(`../processes/${role}${extension}`, base)), args),
  };
}

/** A process that nobody has asked for yet. */
let ahead: { readonly role: ProcessRole; readonly transport: ChildTransport } | null = null;

/** Starts a process that is very likely needed, while the rest of the program loads: the first to spawn one is given it. */
export function spawnAhead(role: ProcessRole): void {
  ahead = { role, transport: forkSpawner().spawn(role) };
}

/** Ends a process that nobody has asked for. */
export function endAhead(): void {
  ahead?.transport.kill();
  ahead = null;
}

function takeAhead(role: ProcessRole): ChildTransport | null {
  if (ahead?.role !== role) return null;
  const { transport } = ahead;
  ahead = null;
  return transport;
}

/** Starts one module file as a child process with a wire; TypeScript goes through tsx. */
export function spawnModule(file: string, args: readonly string[] = []): ChildProcessTransport {
  const loader = file.endsWith('.ts') ? ['--import', typescriptLoader()] : [];
  const memory = openSharedMemory();
  const told = { [sharedMemoryVariable]: memory === null ? '' : String(sharedDescriptor) };
  // Not `fork`: its message channel serialises every array, and takes twice the time of raw frames over a pipe.
  const child = spawn(process.execPath, [...loader, file, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'overlapped', ...(memory === null ? [] : [memory])],
    env: { ...process.env, ...frugalMemory, ...told },
    windowsHide: true,
  });
  return new ChildProcessTransport(child, memory);
}

function typescriptLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}
