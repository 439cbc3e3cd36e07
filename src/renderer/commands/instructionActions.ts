/** Reading the sentence while it is typed, and making its plan into steps. */
import { toAppError } from '../../shared/base/errors.ts';
import type { Editor } from '../api/editor.ts';
import { rememberList } from '../api/remember.ts';
import { attempt } from './attempt.ts';
import { addSteps } from './editActions.ts';
import { startMask, wantsMask } from './maskActions.ts';
import { runSteps } from './workActions.ts';

/** Typing pauses of this length are long enough to read the sentence. */
const readingPauseMs = 120;
export const pastSentences = 'sentences';

/** Follows the text of the bar and keeps its plan fresh; a reading that was overtaken is cancelled. */
export function followSentence(editor: Editor): () => void {
  const store = editor.stores.instruction;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reading = new AbortController();
  const stop = store.subscribe((now, before) => {
    if (now.text === before.text) return;
    clearTimeout(timer);
    reading.abort();
    if (now.text.trim() === '') return;
    reading = new AbortController();
    const { signal } = reading;
    timer = setTimeout(() => void read(editor, now.text, signal), readingPauseMs);
  });
  return () => {
    stop();
    clearTimeout(timer);
    reading.abort();
  };
}

async function read(editor: Editor, text: string, signal: AbortSignal): Promise<void> {
  try {
    store(editor).takePlan(text, await editor.client.instruction.understand({ text }, signal));
  } catch (thrown) {
    if (signal.aborted) return;
    const error = toAppError(thrown);
    store(editor).takePlan(text, { steps: [], declined: { reason: error.message, suggestion: '' } });
  }
}

const store = (editor: Editor) => editor.stores.instruction.getState();

/** Adds the plan's steps and runs them; a step for a place without a mask asks for one. */
export async function submitSentence(editor: Editor): Promise<void> {
  const { text } = store(editor);
  if (text.trim() === '') return;
  if (store(editor).readText !== text) await attempt(editor, () => readNow(editor, text));
  const { chips, readText } = store(editor);
  if (readText !== text || chips.length === 0) return;
  const added = await addSteps(
    editor,
    chips.map(({ operation, parameters, strength, region, words }) => ({
      operation,
      parameters,
      strength,
      region,
      words,
    })),
  );
  if (added.length === 0) return;
  store(editor).finish();
  rememberList(pastSentences, store(editor).past);
  const placeless = added.find(wantsMask);
  if (placeless !== undefined) startMask(editor, placeless.id);
  // The steps without a place need not wait for the painting.
  if (!added.every(wantsMask)) await runSteps(editor);
}

async function readNow(editor: Editor, text: string): Promise<void> {
  store(editor).takePlan(text, await editor.client.instruction.understand({ text }));
}
