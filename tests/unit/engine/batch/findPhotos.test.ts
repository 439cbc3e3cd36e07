import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { findPhotos } from '../../../../src/engine/batch/findPhotos.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

async function folderWith(...names: string[]): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'sub'));
  for (const name of names) await writeFile(join(folder, name), '');
  return folder;
}

const namesIn = (folder: string, files: readonly string[]) => files.map((file) => relative(folder, file));

test('a folder stands for the photos of its own level, in the order of people, or of all levels', async () => {
  const folder = await folderWith(
    '10.jpg',
    '9.JPG',
    'notes.txt',
    '.hidden.png',
    'a.TIF',
    'sub/祖母 #1.webp',
    'x.patina',
  );
  expect(namesIn(folder, (await findPhotos([folder], false)).photos)).toEqual(['9.JPG', '10.jpg', 'a.TIF']);
  const all = await findPhotos([folder], true);
  expect(namesIn(folder, all.photos)).toEqual(['9.JPG', '10.jpg', 'a.TIF', 'sub/祖母 #1.webp']);
});

test('results whose original lies beside them are told apart', async () => {
  const folder = await folderWith(
    'a.jpg',
    'a-restored.jpg',
    'a-restored-12.png',
    'b-restored.jpg',
    'sub/a-restored.jpg',
  );
  const { photos, results } = await findPhotos([folder], true);
  expect(namesIn(folder, photos)).toEqual(['a.jpg', 'b-restored.jpg', 'sub/a-restored.jpg']);
  expect(namesIn(folder, results)).toEqual(['a-restored-12.png', 'a-restored.jpg']);
});

test('patterns, files and folders together give each photo once', async () => {
  const folder = await folderWith('a.jpg', 'b.png', 'c.txt', 'odd.name');
  await symlink(join(folder, 'a.jpg'), join(folder, 'sub', 'link.jpg'));
  const places = [`${folder}/*.{jpg,txt}`, folder, join(folder, 'odd.name'), join(folder, 'sub', 'link.jpg')];
  const { photos } = await findPhotos(places, false);
  expect(photos).toHaveLength(3);
  expect(namesIn(folder, photos)).toContain('odd.name');
});

test('brackets in the name of a file or folder are no pattern', async () => {
  const folder = await folderWith('[1] {x}.jpg');
  await mkdir(join(folder, '[old]'));
  await writeFile(join(folder, '[old]', 'y.jpg'), '');
  const { photos } = await findPhotos([join(folder, '[1] {x}.jpg'), join(folder, '[old]')], false);
  expect(namesIn(folder, photos)).toEqual(['[1] {x}.jpg', '[old]/y.jpg']);
});

test('what stands for nothing is said by its name', async () => {
  const folder = await folderWith('c.txt');
  for (const place of [folder, join(folder, 'none.jpg'), `${folder}/*.jpg`]) {
    await expect(findPhotos([place], true)).rejects.toMatchObject({
      code: 'input-missing',
      message: expect.stringContaining(place) as string,
    });
  }
});
