/** Edits a picture without end and says what is done, until it is killed. Arguments: a folder of its own, a photo's path. */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { ResultShelf } from '../../src/engine/cache/resultShelf.ts';
import { OpenPicture } from '../../src/engine/document/openPicture.ts';
import { SourcePyramid } from '../../src/engine/document/sourcePyramid.ts';
import { pictureOf } from '../../src/engine/image/pictureOf.ts';
import { EditFolder } from '../../src/engine/sidecar/editFolder.ts';
import { sidecarBook } from '../../src/engine/sidecar/sidecarBook.ts';
import type { DocumentId, StepId } from '../../src/shared/base/ids.ts';
import { makeStep } from '../../src/shared/model/recipe.ts';

const [home = '', path = ''] = process.argv.slice(2);
const source = pictureOf({ width: 8, height: 6 }, new Uint8Array(8 * 6 * 3).fill(90));
const book = sidecarBook(new EditFolder(home, []), { restMs: 1, mostMs: 3, retryMs: 5 });
const photo = { path, name: 'photo.png', fingerprint: 'c'.repeat(64), model: null, width: 8, height: 6 };
const edit = await book.open(photo);
const picture = new OpenPicture({
  id: randomUUID() as DocumentId,
  path,
  name: photo.name,
  picture: source,
  pyramid: await SourcePyramid.build(source),
  fingerprint: photo.fingerprint,
  model: null,
  shelf: new ResultShelf({ folder: `${home}/results`, fallback: home, budgetBytes: 1e6, memoryBytes: 0 }),
  scratchFolder: home,
  onChanged: () => edit.changed(),
  onRepaint: () => undefined,
  ...(edit.history === null ? {} : { history: edit.history }),
});
edit.attach(picture);
const numbers = picture.history.nodes.flatMap(({ event }) => (event?.kind === 'added' ? event.steps : []));
const shown = Math.max(0, ...numbers.map(({ words }) => Number(words)));
writeSync(1, `${shown}\n`);
for (let number = shown + 1; ; number += 1) {
  const stroke = { points: [1, 1, 1, 5, 4, 0.5], size: 3, hardness: 1, flow: 1, erase: false };
  const id = `step-${number}` as StepId;
  const step = { ...makeStep('exposure', { words: String(number) }), id, name: null, mask: null };
  picture.edit({ kind: 'added', steps: [step], at: picture.steps.length });
  writeSync(1, `${number}\n`);
  if (number % 3 === 0) picture.edit({ kind: 'stroked', step: step.id, stroke, component: null });
  if (number % 5 === 0) picture.undo();
  if (number % 5 === 0) picture.redo();
  if (picture.steps.length > 60) picture.jump(0);
  await setImmediate();
}
