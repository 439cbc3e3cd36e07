import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { ResultShelf } from '../../src/engine/cache/resultShelf.ts';
import type { OpenPicture, OpenPictureOptions } from '../../src/engine/document/openPicture.ts';
import { PictureStore } from '../../src/engine/document/pictureStore.ts';
import { EditFolder } from '../../src/engine/sidecar/editFolder.ts';
import { type SaveTimes, sidecarBook } from '../../src/engine/sidecar/sidecarBook.ts';
import { fakeModel } from './fakeInference.ts';
import { editStep } from './openEditor.ts';

/** A flat PNG whose colour tells it from others. */
export async function writePhoto(path: string, red = 90): Promise<void> {
  await sharp({ create: { width: 40, height: 30, channels: 3, background: { r: red, g: 80, b: 70 } } })
    .png()
    .toFile(path);
}

/** The engine's pictures with edits kept below `home`, as one run of Patina has them. */
export function openEdits(home: string, times: SaveTimes = { restMs: 5, mostMs: 50, retryMs: 50 }, version = '1') {
  mkdirSync(home, { recursive: true });
  const facts = fakeModel();
  const files = { tile: 'a'.repeat(63) + version, guide: 'b'.repeat(64) };
  const model: OpenPictureOptions['model'] = { facts, version, kept: { id: facts.id, version, files } };
  return new PictureStore({
    scratchFolder: home,
    shelf: new ResultShelf({ folder: join(home, 'results'), fallback: home, budgetBytes: 1e9, memoryBytes: 1e6 }),
    model: async () => (version === 'none' ? null : model),
    edits: sidecarBook(new EditFolder(join(home, 'edits'), [join(home, 'own')]), times),
  });
}

let steps = 0;
/** One more step at the end. */
export function addStep(
  picture: OpenPicture,
  ...made: Parameters<typeof editStep> extends [string, ...infer R] ? R : never
): void {
  steps += 1;
  picture.edit({ kind: 'added', steps: [editStep(`step-${steps}`, ...made)], at: picture.steps.length });
}

export const operationsOf = (picture: OpenPicture): string[] => picture.steps.map(({ operation }) => operation);
export const noticesOf = (picture: OpenPicture): string[] => picture.state().notices.map(({ kind }) => kind);
