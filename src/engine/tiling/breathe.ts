import { setImmediate } from 'node:timers/promises';

/** Lets everything else that waits in this process have its turn; called between pieces of long arithmetic. */
export function breathe(): Promise<void> {
  return setImmediate();
}
