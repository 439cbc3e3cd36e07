/** What the drivers of the built shell wait by. */
import { setTimeout as wait } from 'node:timers/promises';

const lookEveryMs = 20;
const givesUpAfterMs = 300_000;

/** Waits until something is so; throws where it never comes true, however slow the machine. */
export async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + givesUpAfterMs;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`This never came true: ${String(isSo)}`);
    await wait(lookEveryMs);
  }
}
