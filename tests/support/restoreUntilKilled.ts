/**
 * Restores a picture tile by tile and says how many are finished, until it is killed: it finishes no more than a few.
 * Arguments: a folder of its own, and the fingerprint of the picture.
 */
import { writeSync } from 'node:fs';
import type { FakeInference } from './fakeInference.ts';
import { editStep, noisyPicture, openEditor } from './openEditor.ts';

const [folder = '', fingerprint = ''] = process.argv.slice(2);
const { picture, jobs, inference } = await openEditor(folder, { picture: noisyPicture(400, 300), fingerprint });
// The others never come: whoever kills this process may be slow.
Object.assign(inference as FakeInference, { mostTiles: 8, onward: new Promise<void>(() => undefined) });
picture.edit({ kind: 'added', steps: [editStep('a', 'denoise')], at: 0 });
const job = jobs.restore(picture);
let said = -1;
while (!job.isOver) {
  const { done } = job.snapshot();
  if (done !== said) writeSync(1, `${done}\n`);
  said = done;
  await new Promise((resolve) => setImmediate(resolve));
}
writeSync(1, 'over\n');
