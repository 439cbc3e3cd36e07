/** Steps as recipes: named presets, and steps copied to other open photos. */
import type { DocumentId } from '../../shared/base/ids.ts';
import type { Editor } from '../api/editor.ts';
import { currentPicture } from '../state/pictureStore.ts';
import { attempt } from './attempt.ts';

/** Presets, and the one that is used where nothing else is said. */
export interface PresetNames {
  readonly names: readonly string[];
  readonly usual: string | null;
}

/** None where they cannot be had, which is shown. */
export async function loadPresets(editor: Editor): Promise<PresetNames> {
  return (await attempt(editor, () => editor.client.recipe.presets({}))) ?? { names: [], usual: null };
}

/** Names of the presets; none where they cannot be had, which is shown. */
export async function listPresets(editor: Editor): Promise<readonly string[]> {
  return (await loadPresets(editor)).names;
}

/** Chooses what is done to photos from the file manager; null for automatic. */
export async function setUsualPreset(editor: Editor, name: string | null): Promise<PresetNames> {
  return (await attempt(editor, () => editor.client.recipe.setUsual({ name }))) ?? loadPresets(editor);
}

/** Saves the steps of the current picture; a preset of the same name is replaced. */
export async function savePreset(editor: Editor, name: string): Promise<void> {
  const document = editor.stores.picture.getState().current;
  if (document !== null && name.trim() !== '') {
    await attempt(editor, () => editor.client.recipe.save({ document, name }));
  }
}

export async function removePreset(editor: Editor, name: string): Promise<void> {
  await attempt(editor, () => editor.client.recipe.remove({ name }));
}

/** Adds the steps of a preset to the current picture; they run when they are asked to. */
export async function applyPreset(editor: Editor, name: string): Promise<void> {
  const document = editor.stores.picture.getState().current;
  if (document === null) return;
  const state = await attempt(editor, () => editor.client.recipe.apply({ document, name }));
  if (state !== null) editor.stores.picture.getState().put(state);
}

/** Adds the steps of the current picture to other open ones. */
export async function copySteps(editor: Editor, to: readonly DocumentId[]): Promise<void> {
  const picture = currentPicture(editor.stores.picture.getState());
  if (picture === null || to.length === 0) return;
  const answer = await attempt(editor, () => editor.client.recipe.copy({ document: picture.info.id, to: [...to] }));
  for (const state of answer?.pictures ?? []) editor.stores.picture.getState().put(state);
}
