import { AppError } from './errors.ts';
import { sentence } from './sentence.ts';

/** The one error that a cancelled job ends with. */
export function cancelledError(): AppError {
  return new AppError('cancelled', sentence('said.cancelled'));
}

/** Throws `cancelled` when the signal has fired; called at every tile edge. */
export function throwIfCancelled(signal: { readonly aborted: boolean } | undefined): void {
  if (signal?.aborted) throw cancelledError();
}
