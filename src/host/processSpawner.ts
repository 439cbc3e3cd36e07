import type { ChildTransport } from '../shared/rpc/transport.ts';

/** The processes that Patina starts; each name is a file in `src/processes`. */
export type ProcessRole = 'engineProcess' | 'inferenceProcess';

/** Told to a process whose work is to leave the processor to a window that is looked at meanwhile. */
export const behindWindow = '--behind-window';

/** Starts processes: `child_process.fork` here, Electron's `utilityProcess` in the desktop shell. */
export interface ProcessSpawner {
  /** Returns at once; a process that cannot start reports it by `onClose`. */
  spawn(role: ProcessRole, args?: readonly (typeof behindWindow)[]): ChildTransport;
}
