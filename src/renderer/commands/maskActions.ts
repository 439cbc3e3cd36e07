/** Painting where a step applies. */
import type { StepId } from '../../shared/base/ids.ts';
import type { PictureState, StepState } from '../../shared/contract/picture.ts';
import type { Stroke } from '../../shared/model/mask.ts';
import type { Editor } from '../api/editor.ts';
import { currentPicture } from '../state/pictureStore.ts';
import { attempt } from './attempt.ts';
import { isBehind } from './editActions.ts';
import { runSteps } from './workActions.ts';

async function change(editor: Editor, work: () => Promise<PictureState>): Promise<void> {
  const state = await attempt(editor, work);
  if (state !== null) editor.stores.picture.getState().put(state);
}

/** Opens the step and takes the brush, so that the next stroke says where it applies. */
export function startMask(editor: Editor, step: StepId): void {
  const { picture, tool, layout } = editor.stores;
  picture.getState().select(step);
  picture.getState().askForMask(step);
  tool.getState().choose('brush');
  layout.getState().setCompare('single');
  editor.viewer.current?.focus();
}

/** True for a step that is meant for a place, and nobody has painted where that is. */
export function wantsMask({ region, mask }: Pick<StepState, 'region' | 'mask'>): boolean {
  return region !== null && mask === null;
}

/** Computes what waited for the mask; then the brush goes to the next step that wants one, or is put down. */
export async function finishMask(editor: Editor): Promise<void> {
  const { picture, tool } = editor.stores;
  const done = picture.getState().wantsMask;
  picture.getState().askForMask(null);
  const next = currentPicture(picture.getState())?.steps.find((step) => step.id !== done && wantsMask(step));
  if (next === undefined) tool.getState().choose('pan');
  else startMask(editor, next.id);
  if (currentPicture(picture.getState())?.steps.some(isBehind)) await runSteps(editor);
}

export async function addStroke(editor: Editor, step: StepId, stroke: Stroke): Promise<void> {
  const document = editor.stores.picture.getState().current;
  if (document !== null)
    await change(editor, () => editor.client.mask.stroke({ document, step, stroke, component: null }));
}

export async function invertMask(editor: Editor, { id: step, mask }: StepState): Promise<void> {
  const document = editor.stores.picture.getState().current;
  if (document === null || mask === null) return;
  const changes = { inverted: !mask.inverted };
  await change(editor, () => editor.client.mask.set({ document, step, changes, gesture: null }));
}

export async function clearMask(editor: Editor, step: StepId): Promise<void> {
  const document = editor.stores.picture.getState().current;
  if (document !== null) await change(editor, () => editor.client.mask.clear({ document, step }));
}
