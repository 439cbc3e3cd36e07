/** Opening and closing pictures. */
import { AppError } from '../../shared/base/errors.ts';
import type { GrantId } from '../../shared/base/ids.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { PictureState } from '../../shared/contract/picture.ts';
import type { Editor } from '../api/editor.ts';
import { attempt } from './attempt.ts';

/** Raw bytes of one piece of an upload: as base64 it stays below the limit of the contract. */
const pieceBytes = 4 * 1024 * 1024;

function show(editor: Editor, state: PictureState): void {
  const { picture, layout, tool } = editor.stores;
  picture.getState().put(state);
  picture.getState().show(state.info.id);
  tool.getState().choose('pan');
  if (layout.getState().dialog === 'open') layout.getState().openDialog(null);
  for (const note of state.info.notes) editor.stores.toast.getState().add({ about: note, retry: null });
}

async function open(editor: Editor, work: () => Promise<PictureState>): Promise<void> {
  const { setOpening } = editor.stores.picture.getState();
  setOpening(true);
  const state = await attempt(editor, work);
  setOpening(false);
  if (state !== null) show(editor, state);
}

export async function openGrant(editor: Editor, grant: GrantId): Promise<void> {
  await open(editor, () => editor.client.picture.open({ grant }));
}

export async function openSample(editor: Editor): Promise<void> {
  await open(editor, () => editor.client.picture.openSample({}));
}

/** The native dialog where the host has one, else the editor's own picker. */
export async function choosePictures(editor: Editor): Promise<void> {
  if (editor.stores.connection.getState().info?.host !== 'electron') {
    editor.stores.layout.getState().openDialog('open');
    return;
  }
  const entries = await attempt(editor, () => editor.client.shell.chooseFiles({}));
  for (const entry of entries ?? []) await openGrant(editor, entry.grant);
}

/** Files dropped on the window or picked by the browser: granted by the host, or uploaded piece by piece. */
export async function openFiles(
  editor: Editor,
  files: readonly File[],
  onProgress?: (share: number) => void,
): Promise<void> {
  if (editor.host.grantDropped !== null) {
    const { grantDropped } = editor.host;
    const entries = await attempt(editor, () => grantDropped(files));
    for (const entry of entries ?? []) await openGrant(editor, entry.grant);
    return;
  }
  for (const file of files) {
    const grant = await attempt(editor, () => upload(editor, file, onProgress));
    if (grant !== null) await openGrant(editor, grant);
  }
}

export async function upload(editor: Editor, file: File, onProgress?: (share: number) => void): Promise<GrantId> {
  const id = crypto.randomUUID();
  const pieces = Math.max(1, Math.ceil(file.size / pieceBytes));
  for (let index = 0; index < pieces; index += 1) {
    const piece = await base64(file.slice(index * pieceBytes, (index + 1) * pieceBytes));
    const last = index === pieces - 1;
    const { grant } = await editor.client.shell.upload({ upload: id, name: file.name, piece, last });
    onProgress?.((index + 1) / pieces);
    if (grant !== null) return grant;
  }
  throw new AppError('input-unreadable', sentence('said.inputHalf', { file: file.name }));
}

function base64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const address = typeof reader.result === 'string' ? reader.result : '';
      resolve(address.slice(address.indexOf(',') + 1));
    });
    reader.addEventListener('error', () => reject(new AppError('input-unreadable', sentence('said.inputGone'))));
    reader.readAsDataURL(blob);
  });
}

export async function closeCurrent(editor: Editor): Promise<void> {
  const { current, forget } = editor.stores.picture.getState();
  if (current === null) return;
  const closed = await attempt(editor, () => editor.client.picture.close({ document: current }));
  if (closed !== null) forget(current);
}
