/** What is chosen in the export dialog, found again in the file that comes of it. */
import { readFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import sharp, { type Metadata } from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { openAndWait } from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { noisyPhoto } from './photos.ts';

const artist = Buffer.from('Patina test');
/** Minutes and seconds of a latitude as EXIF has them: whole numbers over one, either byte first. */
const place = { words: '41/1 46123/1000', little: numbers('little'), big: numbers('big') } as const;

function numbers(order: 'little' | 'big'): Buffer {
  const bytes = Buffer.alloc(16);
  [41, 1, 46_123, 1000].forEach((value, index) => {
    if (order === 'little') bytes.writeUInt32LE(value, 4 * index);
    else bytes.writeUInt32BE(value, 4 * index);
  });
  return bytes;
}

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openEditor({
    makePhotos: async (folder) => {
      await noisyPhoto(join(folder, 'plain.jpg'), 160, 120);
      await sharp(join(folder, 'plain.jpg'))
        .withExif({
          IFD0: { Artist: artist.toString() },
          IFD3: { GPSLatitudeRef: 'N', GPSLatitude: `35/1 ${place.words}` },
        })
        .jpeg({ quality: 92 })
        .toFile(join(folder, 'placed.jpg'));
    },
  });
  await openAndWait(editor, 'placed.jpg');
  await editor.page.locator('.canvasHost').focus();
  await editor.page.keyboard.press('Control+e');
});
afterAll(() => editor.close());

/** Exports with what is chosen, under a name of its own, and reads the file that was downloaded. */
async function exported(name: string): Promise<{ bytes: Buffer; metadata: Metadata }> {
  const { page } = editor;
  await page.getByLabel('File name').fill(parse(name).name);
  await page
    .getByRole('button', { name: /^Export( again)?$/ })
    .last()
    .click();
  await page
    .locator('.outcome', { hasText: `${name} ` })
    .getByRole('button', { name: 'Download' })
    .waitFor();
  const written = await editor.takeExport();
  expect(written.name).toBe(name);
  const bytes = await readFile(written.path);
  return { bytes, metadata: await sharp(bytes).metadata() };
}

const choose = (label: string, value: string) => editor.page.getByLabel(label, { exact: true }).selectOption(value);
const holds = (bytes: Buffer | undefined, part: Buffer): boolean => bytes?.includes(part) ?? false;
const holdsPlace = (bytes: Buffer | undefined): boolean => holds(bytes, place.little) || holds(bytes, place.big);

it('writes a smaller JPEG where the quality is lowered with the pointer', async () => {
  const { page } = editor;
  const fine = await exported('fine.jpg');
  const track = await page.locator('.amount', { hasText: 'Quality' }).locator('.slider').boundingBox();
  if (track === null) throw new Error('The quality cannot be chosen.');
  await page.mouse.click(track.x + track.width * 0.3, track.y + track.height / 2);
  const quality = Number(await page.getByRole('slider', { name: 'Quality' }).getAttribute('aria-valuenow'));
  expect(quality).toBeGreaterThan(20);
  expect(quality).toBeLessThan(40);
  const coarse = await exported('coarse.jpg');
  expect([fine.metadata.format, coarse.metadata.format]).toEqual(['jpeg', 'jpeg']);
  expect(coarse.bytes.length).toBeLessThan(fine.bytes.length / 2);
});

it('keeps all metadata, all but the place, or none, as chosen', async () => {
  const found: Record<string, { artist: boolean; place: boolean }> = {};
  for (const choice of ['all', 'without-place', 'none']) {
    await choose('Metadata', choice);
    const { exif } = (await exported(`${choice}.jpg`)).metadata;
    found[choice] = { artist: holds(exif, artist), place: holdsPlace(exif) };
  }
  expect(found).toEqual({
    all: { artist: true, place: true },
    'without-place': { artist: true, place: false },
    none: { artist: false, place: false },
  });
});

it.each([
  ['png', 'png'],
  ['tiff', 'tif'],
])('writes %s with 8 or 16 bits per channel, as chosen', async (format, ending) => {
  await choose('Format', format);
  const depths: (string | undefined)[] = [];
  for (const depth of ['8', '16']) {
    await choose('Depth', depth);
    const { metadata } = await exported(`deep-${depth}.${ending}`);
    expect(metadata.format).toBe(format);
    depths.push(metadata.depth);
  }
  expect(depths).toEqual(['uchar', 'ushort']);
});

it('offers no depth for a format that has only one', async () => {
  await choose('Format', 'jpeg');
  await expect.poll(() => editor.page.getByLabel('Depth', { exact: true }).count(), patience).toBe(0);
  await expect.poll(() => editor.page.getByRole('slider', { name: 'Quality' }).count(), patience).toBe(1);
  expect(editor.complaints).toEqual([]);
});
