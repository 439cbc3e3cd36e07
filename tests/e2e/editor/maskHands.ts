/** Drawing on a photo of known places, and reading the mask that came of it. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { type EditorOptions, type EditorUnderTest, usualViewport } from './editorUnderTest.ts';
import { openAndWait, say, steps, tileOf } from './hands.ts';
import { openEditor } from './openEditor.ts';

export const photoSize = { width: 400, height: 300 };

/** An editor that shows the photo at 100 %, with steps by a sentence, the first of which is chosen. */
export async function openTwoFields(
  sentence: string,
  viewport: EditorOptions['viewport'] = usualViewport,
): Promise<EditorUnderTest> {
  const editor = await openEditor({ makePhotos: twoFields, viewport });
  const { page } = editor;
  await openAndWait(editor, 'fields.png');
  await say(page, sentence);
  await takeTool(page, '1');
  await steps(page).last().locator('.stepMain').click();
  return editor;
}

/** Bright blue above, dark green below, each of one colour. */
async function twoFields(folder: string): Promise<void> {
  const half = { width: photoSize.width, height: photoSize.height / 2, channels: 3 as const };
  const blue = await sharp({ create: { ...half, background: { r: 90, g: 140, b: 210 } } })
    .png()
    .toBuffer();
  await sharp({ create: { ...photoSize, channels: 3, background: { r: 30, g: 60, b: 24 } } })
    .composite([{ input: blue, left: 0, top: 0 }])
    .png()
    .toFile(join(folder, 'fields.png'));
}

type Place = readonly [x: number, y: number];

/** Draws through places of the photo, which is shown at 100 % in the middle of its pane. */
export async function drawThrough(page: Page, ...places: readonly Place[]): Promise<void> {
  const spots = await Promise.all(places.map((place) => onScreen(page, place)));
  const [first, ...rest] = spots;
  if (first === undefined) return;
  await page.mouse.move(...first);
  await page.mouse.down();
  for (const spot of rest) await page.mouse.move(...spot, { steps: 5 });
  await page.mouse.up();
}

export async function onScreen(page: Page, [x, y]: Place): Promise<[number, number]> {
  const box = await page.locator('.canvasHost').boundingBox();
  if (box === null) throw new Error('There is no picture area.');
  const left = Math.round(box.x + (box.width - photoSize.width) / 2);
  const top = Math.round(box.y + (box.height - photoSize.height) / 2);
  return [left + x, top + y];
}

/** Takes a tool by its key. */
export async function takeTool(page: Page, key: string): Promise<void> {
  await page.locator('.canvasHost').focus();
  await page.keyboard.press(key);
}

/** The layer of the mask that is shown now. */
function maskLayer({ tiles }: EditorUnderTest): string {
  const path = tiles.map(decodeURIComponent).findLast((each) => each.includes('/mask:'));
  return path?.split('/')[3] ?? '';
}

/** The mask at places of the photo, 0 to 255. */
export async function maskAt(editor: EditorUnderTest, ...places: readonly Place[]): Promise<number[]> {
  const tile = await tileOf(editor, maskLayer(editor));
  return places.map(([x, y]) => tile[(y * photoSize.width + x) * 4] ?? -1);
}

/** Pixels that differ between before and after: inside and outside of the mask that is shown. */
export async function changedPixels(editor: EditorUnderTest): Promise<{ inside: number; outside: number }> {
  const [before, after, mask] = [
    await tileOf(editor, 'before'),
    await tileOf(editor, 'after'),
    await tileOf(editor, maskLayer(editor)),
  ];
  const changed = { inside: 0, outside: 0 };
  for (let at = 0; at < before.length; at += 4) {
    if (![0, 1, 2].some((channel) => before[at + channel] !== after[at + channel])) continue;
    if (mask[at] === 0) changed.outside += 1;
    else changed.inside += 1;
  }
  return changed;
}
