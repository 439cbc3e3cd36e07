import { throwIfCancelled } from '../../shared/base/cancel.ts';

/**
 * Does `work` for every item, at most `inFlight` at a time, starting them in order. With two, one tile
 * is read or written back while the network is busy with the other. The signal is looked at before every item. The
 * first failure stops the others, is waited for until nothing runs any more, and is what the promise rejects with.
 */
export async function runTiles<Item>(
  items: readonly Item[],
  inFlight: number,
  work: (item: Item, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const failures: unknown[] = [];
  const queue = items.values();

  const worker = async (): Promise<void> => {
    for (const item of queue) {
      if (failed.signal.aborted) return;
      try {
        throwIfCancelled(signal);
        await work(item, either);
      } catch (failure) {
        failures.push(failure);
        failed.abort();
        return;
      }
    }
  };

  await Promise.all(Array.from({ length: inFlight }, worker));
  if (failures.length > 0) throw failures[0];
}
