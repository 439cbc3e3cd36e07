/** Reading the sentence while it is typed, and making its plan into steps. */
import { failureOf, toAppError } from '../../shared/base/errors.ts';
import type { StepId } from '../../shared/base/ids.ts';
import { findNamedMask } from '../../shared/logic/namedMask.ts';
import type { Plan } from '../../shared/model/instruction.ts';
import type { Region } from '../../shared/model/recipe.ts';
import { speak } from '../../shared/words/createWords.ts';
import { sayFailure } from '../../shared/words/saySentence.ts';
import type { Editor } from '../api/editor.ts';
import { rememberList } from '../api/remember.ts';
import { currentPicture, selectedStep } from '../state/pictureStore.ts';
import { attempt } from './attempt.ts';
import { addSteps } from './editActions.ts';
import { languageOf } from './languageOf.ts';
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
    store(editor).takePlan(text, await understood(editor, text, signal));
  } catch (thrown) {
    if (signal.aborted) return;
    const reason = sayFailure(speak(languageOf(editor)), failureOf(toAppError(thrown)));
    store(editor).takePlan(text, { steps: [], declined: { reason, suggestion: '' } });
  }
}

function understood(editor: Editor, text: string, signal?: AbortSignal): Promise<Plan> {
  return editor.client.instruction.understand({ text, names: namesOf(editor), language: languageOf(editor) }, signal);
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
      words,
      ...placed(editor, region),
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

/** Steps with a mask that has a name. */
function named(editor: Editor): readonly { readonly id: StepId; readonly name: string }[] {
  const steps = currentPicture(editor.stores.picture.getState())?.steps ?? [];
  return steps.flatMap(({ id, mask }) => (mask === null || mask.name === '' ? [] : [{ id, name: mask.name }]));
}

function namesOf(editor: Editor): string[] {
  return named(editor).map(({ name }) => name);
}

/** The mask that a region speaks of: one by its name, or, for the selection, that of the opened step. */
function placed(editor: Editor, region: Region): { region: Region; maskFrom: StepId | null } {
  if (region === null) return { region, maskFrom: null };
  if (typeof region === 'string') {
    const opened = selectedStep(editor.stores.picture.getState());
    return { region, maskFrom: opened === null || opened.mask === null ? null : opened.id };
  }
  const found = findNamedMask(region.words, namesOf(editor));
  const source = found === null ? undefined : named(editor)[found.index];
  if (found === null || source === undefined) return { region, maskFrom: null };
  return { region: found.outside ? 'outside-mask' : 'mask', maskFrom: source.id };
}

async function readNow(editor: Editor, text: string): Promise<void> {
  store(editor).takePlan(text, await understood(editor, text));
}
