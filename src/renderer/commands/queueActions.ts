/** What is done with the queue. */
import type { QueueItemId } from '../../shared/base/ids.ts';
import type { QueueItem } from '../../shared/contract/queue.ts';
import type { Entry } from '../../shared/contract/shell.ts';
import type { TreatmentChoice } from '../../shared/model/treatment.ts';
import { type Drop, droppedFiles } from '../api/droppedFiles.ts';
import type { Editor } from '../api/editor.ts';
import { attempt, start } from './attempt.ts';
import { saveDownload } from './exportActions.ts';
import { languageOf } from './languageOf.ts';
import { openGrant, upload } from './pictureActions.ts';

type Results = 'beside' | 'download';

/** What the picker of a host without native dialogs lets through. */
const pictureName = /\.(jpe?g|png|tiff?|webp|avif|gif)$/i;

/** Puts files and folders at the end; where nothing is at work they wait until the user says so. */
export async function addToQueue(
  editor: Editor,
  entries: readonly Pick<Entry, 'grant' | 'kind'>[],
  results: Results = 'beside',
): Promise<void> {
  if (entries.length === 0) return;
  const { queue, layout } = editor.stores;
  layout.getState().showQueue(true);
  const answer = await attempt(editor, () =>
    editor.client.queue.add({
      entries: entries.map(({ grant, kind }) => ({ grant, kind })),
      subfolders: true,
      treatment: queue.getState().choice,
      language: languageOf(editor),
      results,
      hold: true,
    }),
  );
  if (answer !== null) queue.getState().setLeft(answer.left);
}

/** Photos that were dropped: granted by the host, or handed over one by one, and then their results are downloads. */
export async function queueDropped(editor: Editor, drop: Drop): Promise<void> {
  const { grantDropped } = editor.host;
  if (grantDropped !== null) {
    const granted = await attempt(editor, () => grantDropped(drop.files));
    await addToQueue(editor, granted ?? []);
    return;
  }
  const found = await attempt(editor, () => droppedFiles(drop));
  await queueUploads(editor, found ?? []);
}

/** Hands files over one by one; each is in the queue as soon as it has arrived. */
export async function queueUploads(editor: Editor, files: readonly File[]): Promise<void> {
  const { setUpload } = editor.stores.queue.getState();
  editor.stores.layout.getState().showQueue(true);
  for (const file of files.filter(({ name }) => pictureName.test(name))) {
    const { name } = file;
    setUpload({ name, share: 0 });
    const grant = await attempt(editor, () => upload(editor, file, (share) => setUpload({ name, share })));
    if (grant !== null) await addToQueue(editor, [{ grant, kind: 'file' }], 'download');
  }
  setUpload(null);
}

/** The native dialog where the host has one, else the editor's own picker. */
export async function chooseForQueue(editor: Editor, kind: 'files' | 'folder' = 'files'): Promise<void> {
  if (editor.stores.connection.getState().info?.host !== 'electron') {
    editor.stores.layout.getState().openDialog('queue');
    return;
  }
  const { chooseFiles, chooseFolder } = editor.client.shell;
  const entries = await attempt(editor, async () => {
    if (kind === 'files') return (await chooseFiles({})) ?? [];
    const folder = await chooseFolder({});
    return folder === null ? [] : [folder];
  });
  await addToQueue(editor, entries ?? []);
}

/** Holds the queue, or lets it go on. */
export function toggleQueue(editor: Editor): void {
  const isPaused = editor.stores.queue.getState().summary?.state === 'paused';
  start(editor, () => (isPaused ? editor.client.queue.resume({}) : editor.client.queue.pause({})));
}

/** What is done to photos that are added, and to those that wait. */
export async function treatQueue(editor: Editor, choice: TreatmentChoice): Promise<void> {
  const isTaken = await attempt(editor, () =>
    editor.client.queue.treat({ items: null, treatment: choice, language: languageOf(editor) }),
  );
  if (isTaken !== null) editor.stores.queue.getState().setChoice(choice);
}

/** Does something to some photos, or to all that it can mean. */
export function changeQueue(
  editor: Editor,
  what: 'cancel' | 'retry' | 'clear',
  items: readonly QueueItemId[] | null,
): void {
  start(editor, () => editor.client.queue[what]({ items: items === null ? null : [...items] }));
}

/** Moves a photo by so many places among those that are shown. */
export function moveInQueue(editor: Editor, item: QueueItemId, to: number): void {
  const rest = editor.stores.queue.getState().items.filter(({ id }) => id !== item);
  const before = rest[Math.max(0, to)]?.id ?? null;
  start(editor, () => editor.client.queue.move({ item, before }));
}

/** Opens a result, or a photo that has none, in the editor. */
export async function openQueued(editor: Editor, { id, output }: QueueItem): Promise<void> {
  const file = output === null ? 'photo' : 'result';
  const fetched = await attempt(editor, () => editor.client.queue.fetch({ item: id, file }));
  if (fetched !== null) await openGrant(editor, fetched.grant);
}

/** Shows a result in its folder, or hands it to the browser as a download. */
export async function fetchQueued(editor: Editor, { id, output, download }: QueueItem): Promise<void> {
  if (download !== null) {
    saveDownload(download, output ?? '');
    return;
  }
  await attempt(editor, async () => {
    const { grant } = await editor.client.queue.fetch({ item: id, file: 'result' });
    await editor.client.shell.reveal({ grant });
  });
}
