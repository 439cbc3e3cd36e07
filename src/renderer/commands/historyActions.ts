/** Going to states of the edit, naming them, and laying one over the picture. */

import type { NoticeAnswer, NoticeKind } from '../../shared/contract/picture.ts';
import type { Editor } from '../api/editor.ts';
import type { StateView } from '../state/pictureStore.ts';
import { currentPicture } from '../state/pictureStore.ts';
import { attempt } from './attempt.ts';

/** Shows any state; nothing after it is lost. */
export async function jumpTo(editor: Editor, state: number): Promise<void> {
  const document = editor.stores.picture.getState().current;
  if (document === null) return;
  editor.stores.picture.getState().setPreview(null);
  const answer = await attempt(editor, () => editor.client.history.jump({ document, state }));
  if (answer !== null) editor.stores.picture.getState().put(answer);
}

/** Names a state; an empty name takes it away. */
export async function nameState(editor: Editor, state: number, typed: string): Promise<void> {
  const document = editor.stores.picture.getState().current;
  const name = typed.trim() === '' ? null : typed.trim();
  if (document !== null) await attempt(editor, () => editor.client.history.name({ document, state, name }));
}

/** Lays a state beside the shown one, divided by the wipe unless another comparison is on already. */
export async function compareWith(editor: Editor, state: number): Promise<void> {
  const view = await attempt(editor, () => measure(editor, state));
  if (view === null) return;
  const { layout, picture } = editor.stores;
  picture.getState().setVersus(view);
  if (layout.getState().compare === 'single') layout.getState().setCompare('split');
}

/** Shows a state for as long as it is pointed at. */
export async function previewState(editor: Editor, state: number, signal: AbortSignal): Promise<void> {
  // A look in passing: where it fails, the picture stays as it is.
  const view = await measure(editor, state).catch(() => null);
  if (!signal.aborted) editor.stores.picture.getState().setPreview(view);
}

async function measure({ client, stores }: Editor, state: number): Promise<StateView | null> {
  const picture = currentPicture(stores.picture.getState());
  if (picture === null) return null;
  const { width, height, missingTiles } = await client.history.measure({ document: picture.info.id, state });
  return { state, width, height, missingTiles };
}

/** Does what is offered about a notice of the current picture. */
export async function answerNotice(editor: Editor, notice: NoticeKind, answer: NoticeAnswer): Promise<void> {
  const document = editor.stores.picture.getState().current;
  if (document === null) return;
  const state = await attempt(editor, () => editor.client.picture.answer({ document, notice, answer }));
  if (state !== null) editor.stores.picture.getState().put(state);
}
