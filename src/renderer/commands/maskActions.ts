/** Saying where a step applies: painting, shapes, ranges, and what is done with the whole mask. */
import type { DocumentId, StepId } from '../../shared/base/ids.ts';
import type { PictureState, StepState } from '../../shared/contract/picture.ts';
import type { MaskChanges } from '../../shared/logic/maskEvent.ts';
import type { ComponentState, MaskComponent, MaskState, Stroke } from '../../shared/model/mask.ts';
import type { Editor } from '../api/editor.ts';
import { currentPicture } from '../state/pictureStore.ts';
import { strokeTarget } from '../tools/strokeTarget.ts';
import { attempt } from './attempt.ts';
import { isBehind } from './editActions.ts';
import { runSteps } from './workActions.ts';

/** Changes of masks arrive in the order in which they were made: each is made of what the one before has left. */
const queues = new WeakMap<Editor, Promise<unknown>>();

/** Carries out a change of a mask and takes the answer in; null where it failed. */
function change(editor: Editor, work: (document: DocumentId) => Promise<PictureState>): Promise<PictureState | null> {
  const turn = (queues.get(editor) ?? Promise.resolve()).then(async () => {
    const { current: document, put } = editor.stores.picture.getState();
    if (document === null) return null;
    const state = await attempt(editor, () => work(document));
    if (state !== null) put(state);
    return state;
  });
  queues.set(editor, turn);
  return turn;
}

function maskOf(editor: Editor, step: StepId): MaskState | null {
  return currentPicture(editor.stores.picture.getState())?.steps.find(({ id }) => id === step)?.mask ?? null;
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

/** Lays a stroke where it does what it shows: on the chosen brush, the last one, or a new one. */
export async function addStroke(editor: Editor, step: StepId, painted: Stroke): Promise<void> {
  await change(editor, (document) => {
    const { part } = editor.stores.tool.getState();
    const target = strokeTarget(maskOf(editor, step), part?.step === step ? part.index : null, painted);
    if (target.kind === 'component') {
      return editor.client.mask.add({ document, step, component: target.component });
    }
    const { stroke, component } = target;
    return editor.client.mask.stroke({ document, step, stroke, component });
  });
}

/** Adds a part and chooses it, so that its handles and values are at hand. */
export async function addComponent(editor: Editor, step: StepId, component: MaskComponent): Promise<void> {
  const state = await change(editor, (document) => editor.client.mask.add({ document, step, component }));
  const count = state?.steps.find(({ id }) => id === step)?.mask?.components.length ?? 0;
  if (count > 0) editor.stores.tool.getState().choosePart({ step, index: count - 1 });
}

/** Changes a part; its long lists, which a window does not have, stay, and a lasso's move along with it. */
export async function changeComponent(
  editor: Editor,
  step: StepId,
  index: number,
  changes: Partial<ComponentState>,
  gesture: string | null = null,
): Promise<void> {
  await change(editor, async (document) => {
    const now = { ...maskOf(editor, step)?.components[index], ...changes } as ComponentState;
    const component = await whole(editor, document, step, index, now);
    return editor.client.mask.change({ document, step, index, component, gesture });
  });
}

async function whole(
  editor: Editor,
  document: DocumentId,
  step: StepId,
  index: number,
  now: ComponentState,
): Promise<MaskComponent> {
  if (now.kind === 'brush') return { ...now, strokes: [] };
  if (now.kind !== 'lasso') return now;
  const held = (await editor.client.mask.get({ document, step }))?.components[index];
  const points = held?.kind === 'lasso' ? held.points : [];
  const [across, down] = [points.filter((_, i) => i % 2 === 0), points.filter((_, i) => i % 2 === 1)];
  const byX = now.x - (Math.min(...across) + Math.max(...across)) / 2;
  const byY = now.y - (Math.min(...down) + Math.max(...down)) / 2;
  const moved = points.map((value, i) => value + (i % 2 === 0 ? byX : byY));
  return { kind: 'lasso', mode: now.mode, inverted: now.inverted, points: moved };
}

export async function moveComponent(editor: Editor, step: StepId, index: number, to: number): Promise<void> {
  const state = await change(editor, (document) => editor.client.mask.move({ document, step, index, to }));
  if (state !== null) editor.stores.tool.getState().choosePart({ step, index: to });
}

export async function removeComponent(editor: Editor, step: StepId, index: number): Promise<void> {
  editor.stores.tool.getState().choosePart(null);
  await change(editor, (document) => editor.client.mask.remove({ document, step, index }));
}

/** Changes what is done with the whole mask; calls of one gesture become one entry of undo. */
export async function setMask(
  editor: Editor,
  step: StepId,
  changes: MaskChanges,
  gesture: string | null = null,
): Promise<void> {
  await change(editor, (document) => editor.client.mask.set({ document, step, changes, gesture }));
}

export async function invertMask(editor: Editor, { id: step, mask }: StepState): Promise<void> {
  if (mask !== null) await setMask(editor, step, { inverted: !mask.inverted });
}

/** Takes the mask that another step has now. */
export async function takeMask(editor: Editor, step: StepId, from: StepId): Promise<void> {
  await change(editor, (document) => editor.client.mask.take({ document, step, from }));
}

export async function clearMask(editor: Editor, step: StepId): Promise<void> {
  await change(editor, (document) => editor.client.mask.clear({ document, step }));
}

/** Adds all that has the colour, or the brightness, of a pixel of the source. */
export async function addRange(
  editor: Editor,
  step: StepId,
  pixel: { readonly x: number; readonly y: number },
  takesAway: boolean,
): Promise<void> {
  const { mode: usual, range } = editor.stores.tool.getState();
  const { current: document } = editor.stores.picture.getState();
  if (document === null) return;
  const picked = await attempt(editor, () => editor.client.view.pixel({ document, ...pixel }));
  if (picked === null) return;
  const [red, green, blue] = [picked.before.red, picked.before.green, picked.before.blue].map((value) =>
    Math.min(1, Math.max(0, value / 255)),
  ) as [number, number, number];
  const how = { mode: takesAway ? ('subtract' as const) : usual, inverted: false };
  if (range === 'colour') {
    await addComponent(editor, step, { kind: 'colour', ...how, red, green, blue, tolerance: 0.06, softness: 0.06 });
    return;
  }
  const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const [low, high] = [Math.max(0, luma - 0.1), Math.min(1, luma + 0.1)];
  await addComponent(editor, step, { kind: 'luminance', ...how, low, high, softness: 0.1 });
}
