import { cancelledError } from '../../shared/base/cancel.ts';

/**
 * The work's result, or `cancelled` as soon as the signal fires. Native work cannot be stopped: it finishes unseen,
 * so whoever cleans up after it must wait for the work itself.
 */
export async function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  let listener: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    listener = () => reject(cancelledError());
    if (signal.aborted) listener();
    else signal.addEventListener('abort', listener, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (listener !== undefined) signal.removeEventListener('abort', listener);
  }
}
