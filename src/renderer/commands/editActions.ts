/** Changing the steps of the current picture. Every answer is the whole new state. */
import type * as z from 'zod';
import type { StepId } from '../../shared/base/ids.ts';
import type { editService, newStepSchema } from '../../shared/contract/edit.ts';
import type { PictureState, StepState } from '../../shared/contract/picture.ts';
import { isRestoration, type OperationId } from '../../shared/model/operation.ts';
import { makeStep } from '../../shared/model/recipe.ts';
import type { Editor } from '../api/editor.ts';
import { currentPicture } from '../state/pictureStore.ts';
import { attempt } from './attempt.ts';
import { runSteps } from './workActions.ts';

export type StepChanges = z.input<(typeof editService)['methods']['change']['input']>['changes'];
type NewStep = z.input<typeof newStepSchema>;

/** Carries out one edit on the current picture and takes the answer in; null where it failed. */
async function edit(
  editor: Editor,
  work: (picture: PictureState) => Promise<PictureState>,
): Promise<PictureState | null> {
  const picture = currentPicture(editor.stores.picture.getState());
  if (picture === null) return null;
  const state = await attempt(editor, () => work(picture));
  if (state !== null) editor.stores.picture.getState().put(state);
  return state;
}

/** Adjustments cost next to nothing: they are computed at once where no network would have to run for it. */
async function refreshIfCheap(editor: Editor, state: PictureState | null): Promise<void> {
  const behind = state?.steps.filter((step) => step.enabled && isBehind(step)) ?? [];
  if (behind.length > 0 && behind.every(({ operation }) => !isRestoration(operation))) await runSteps(editor);
}

/** True where the pixels of a step are not what its settings ask for. */
export function isBehind(step: StepState): boolean {
  return step.status === 'waiting' || step.status === 'stale' || step.status === 'failed';
}

/** Adds steps after the last one; the answer's new steps, oldest first. */
export async function addSteps(editor: Editor, steps: readonly NewStep[]): Promise<readonly StepState[]> {
  const known = new Set(currentPicture(editor.stores.picture.getState())?.steps.map(({ id }) => id));
  const state = await edit(editor, ({ info }) =>
    editor.client.edit.add({ document: info.id, steps: [...steps], at: null }),
  );
  return state?.steps.filter(({ id }) => !known.has(id)) ?? [];
}

/** Adds one operation with its usual parameters and opens its details. */
export async function addOperation(editor: Editor, operation: OperationId): Promise<void> {
  const { parameters } = makeStep(operation);
  const [added] = await addSteps(editor, [{ operation, parameters: { ...parameters } }]);
  if (added === undefined) return;
  editor.stores.picture.getState().select(added.id);
  await runSteps(editor);
}

/** Changes of one gesture, e.g. one drag of a slider, become one entry of undo. */
export async function changeStep(
  editor: Editor,
  step: StepId,
  changes: StepChanges,
  gesture: string | null = null,
): Promise<void> {
  const state = await edit(editor, ({ info }) =>
    editor.client.edit.change({ document: info.id, step, changes, gesture }),
  );
  await refreshIfCheap(editor, state);
}

export async function moveStep(editor: Editor, step: StepId, to: number): Promise<void> {
  const count = currentPicture(editor.stores.picture.getState())?.steps.length ?? 0;
  if (to < 0 || to >= count) return;
  await refreshIfCheap(
    editor,
    await edit(editor, ({ info }) => editor.client.edit.move({ document: info.id, step, to })),
  );
}

export async function removeStep(editor: Editor, step: StepId): Promise<void> {
  await refreshIfCheap(
    editor,
    await edit(editor, ({ info }) => editor.client.edit.remove({ document: info.id, step })),
  );
}

/** The same step once more, right after the first, with a mask of its own like the first one's. */
export async function duplicateStep(editor: Editor, step: StepState): Promise<void> {
  const { operation, parameters, strength, words, region } = step;
  await edit(editor, ({ info, steps }) =>
    editor.client.edit.add({
      document: info.id,
      steps: [{ operation, parameters, strength, words, region, maskFrom: step.mask === null ? null : step.id }],
      at: steps.findIndex(({ id }) => id === step.id) + 1,
    }),
  );
}

export async function undo(editor: Editor): Promise<void> {
  await edit(editor, ({ info }) => editor.client.edit.undo({ document: info.id }));
}

export async function redo(editor: Editor): Promise<void> {
  await edit(editor, ({ info }) => editor.client.edit.redo({ document: info.id }));
}
