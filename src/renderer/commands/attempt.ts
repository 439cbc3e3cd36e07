/** Runs what may fail, and says so in words where it does. */
import { failureOf, toAppError } from '../../shared/base/errors.ts';
import type { Editor } from '../api/editor.ts';

/** The result, or null after a failure that has been shown. What was cancelled on purpose is not shown. */
export async function attempt<Result>(editor: Editor, work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'cancelled') return null;
    editor.stores.toast.getState().add({
      about: failureOf(error),
      retry: () => void attempt(editor, work),
    });
    return null;
  }
}

/** The same for callers that do not wait. */
export function start(editor: Editor, work: () => Promise<unknown>): void {
  void attempt(editor, work);
}
