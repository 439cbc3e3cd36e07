/** What a person sees of a photo and its steps: comparisons, loupe, histogram, values, and facts of each step. */
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { steps, tileOf, untilDone } from './hands.ts';
import { onScreen, openTwoFields, photoSize, takeTool } from './maskHands.ts';
import { patience } from './patience.ts';

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openTwoFields('get the grain out, then brighten it by 1 EV');
  await untilDone(editor.page);
});
afterAll(() => editor.close());

type Place = readonly [x: number, y: number];
type Rgb = readonly number[];

/** The colour of the photo's place on the screen. */
async function seenAt(place: Place): Promise<Rgb> {
  const { page } = editor;
  const [x, y] = await onScreen(page, place);
  const { data, info } = await sharp(await page.screenshot())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
}

/** The colour that a layer has there. */
async function valueAt(layer: string, [x, y]: Place): Promise<Rgb> {
  const tile = await tileOf(editor, layer);
  return [...tile.subarray((y * photoSize.width + x) * 4, (y * photoSize.width + x) * 4 + 3)];
}

const sky: Place = [60, 40];
const otherSky: Place = [340, 40];

describe('a comparison', () => {
  it('shows the result where nothing is compared, brighter than the photo', async () => {
    const [before, after] = [await valueAt('before', sky), await valueAt('after', sky)];
    expect(after[0]).toBeGreaterThan((before[0] ?? 255) + 20);
    await expect.poll(() => seenAt(sky), patience).toEqual(after);
  });

  it('has before at the left and after at the right of the wipe', async () => {
    await takeTool(editor.page, 's');
    await expect.poll(() => seenAt(sky), patience).toEqual(await valueAt('before', sky));
    expect(await seenAt(otherSky)).toEqual(await valueAt('after', otherSky));
    await takeTool(editor.page, 's');
    await expect.poll(() => seenAt(sky), patience).toEqual(await valueAt('after', sky));
  });

  it('stands side by side', async () => {
    const { page } = editor;
    const box = await page.locator('.canvasHost').boundingBox();
    if (box === null) throw new Error('There is no picture area.');
    await takeTool(page, 'y');
    // The middle of each half shows the middle of the photo: its upper field is just above.
    const halves = async (): Promise<Rgb[]> => {
      const { data, info } = await sharp(await page.screenshot())
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      return [0.25, 0.75].map((share) => {
        const [x, y] = [Math.round(box.x + box.width * share), Math.round(box.y + box.height / 2) - 40];
        return [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
      });
    };
    // The same field elsewhere: what a network makes of it differs by a level or two.
    const wanted = [...(await valueAt('before', sky)), ...(await valueAt('after', sky))];
    const farthest = async (): Promise<number> =>
      Math.max(...(await halves()).flat().map((value, i) => Math.abs(value - (wanted[i] ?? Number.NaN))));
    await expect.poll(farthest, patience).toBeLessThanOrEqual(2);
    await takeTool(page, 'y');
  });

  it('shows the original as long as its key, or its button, is held', async () => {
    const { page } = editor;
    const [before, after] = [await valueAt('before', sky), await valueAt('after', sky)];
    await page.locator('.canvasHost').focus();
    await page.keyboard.down('\\');
    await expect.poll(() => seenAt(sky), patience).toEqual(before);
    await page.keyboard.up('\\');
    await expect.poll(() => seenAt(sky), patience).toEqual(after);
    await page.getByRole('button', { name: 'Hold to see' }).hover();
    await page.mouse.down();
    await expect.poll(() => seenAt(sky), patience).toEqual(before);
    await page.mouse.up();
    await expect.poll(() => seenAt(sky), patience).toEqual(after);
  });

  it('can be of one step alone, and says so', async () => {
    const { page, tiles } = editor;
    await takeTool(page, 'c');
    await page.locator('.scopeNote', { hasText: 'Denoise' }).waitFor();
    // What was chosen is the first step: its result does not have the brightening of the second.
    await expect.poll(() => tiles.some((path) => decodeURIComponent(path).includes('/after:')), patience).toBe(true);
    await expect
      .poll(
        async () => Math.abs(((await seenAt(otherSky))[0] ?? 0) - ((await valueAt('before', sky))[0] ?? 0)),
        patience,
      )
      .toBeLessThan(12);
    await page.locator('.scopeNote button').click();
    await page.locator('.scopeNote').waitFor({ state: 'detached' });
    await takeTool(page, 's');
  });
});

it('magnifies what is under the pointer', async () => {
  const { page } = editor;
  // A little below the edge of the fields it is green; magnified about a point above the edge, still blue.
  const below: Place = [200, 156];
  const green = async (): Promise<boolean> => ((await seenAt(below))[2] ?? 255) < 120;
  await takeTool(page, '1');
  await page.mouse.move(...(await onScreen(page, [200, 140])));
  await expect.poll(green, patience).toBe(true);
  await page.keyboard.press('m');
  await expect.poll(green, patience).toBe(false);
  await page.keyboard.press('m');
  await expect.poll(green, patience).toBe(true);
});

it('tells place and values of the pixel under the pointer, before and after', async () => {
  const { page } = editor;
  await page.mouse.move(...(await onScreen(page, sky)));
  const [before, after] = [await valueAt('before', sky), await valueAt('after', sky)];
  await expect
    .poll(async () => (await page.locator('.pixel').innerText()).replaceAll(/\s+/g, ' '), patience)
    .toBe(`60, 40 ${before.join(' ')} → ${after.join(' ')}`);
});

it('draws the histogram before and after: only the second follows a step', async () => {
  const { page } = editor;
  const shape = (name: string): Promise<string | null> => page.locator(name).getAttribute('d');
  await page.locator('.plotBefore').waitFor();
  await expect.poll(() => page.locator('.plotKey').innerText(), patience).toMatch(/Before\s+After/);
  const [before, after] = [await shape('.plotBefore'), await shape('.plotRed')];
  await steps(page).first().getByRole('switch').click();
  await expect.poll(() => shape('.plotRed'), patience).not.toBe(after);
  expect(await shape('.plotBefore')).toBe(before);
  await steps(page).first().getByRole('switch').click();
  await expect.poll(() => shape('.plotRed'), patience).toBe(after);
});

it('says of each step how much, by which words, how long it took and on which device', async () => {
  const { page } = editor;
  const [brighter = '', denoise = ''] = await steps(page).allInnerTexts();
  expect(denoise).toMatch(/Denoise\s+\d+\s?%/);
  expect(denoise).toContain('get the grain out');
  expect(denoise).toMatch(/\d\s?(s|ms|min)\s· CPU/);
  expect(brighter).toMatch(/Exposure\s+\+1(\.0)?\sEV/);
  expect(brighter).toContain('brighten it by 1 EV');
  await expect.poll(() => page.locator('.statusDevice').innerText(), patience).toBe('CPU');
});

it('exports to the folder of the photo, says where, and leaves the photo as it is', async () => {
  // The folder of the photos is a shared one: it is offered by its name.
  const { page, photos } = editor;
  const name = photos.slice(dirname(photos).length + 1);
  await takeTool(page, 'Control+e');
  await page.getByLabel('To', { exact: true }).selectOption({ label: `Folder ${name}` });
  await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
  await page.locator('.outcome', { hasText: 'fields-restored.png is written' }).waitFor();
  const written = await sharp(join(photos, 'fields-restored.png')).raw().toBuffer({ resolveWithObject: true });
  const at = (sky[1] * photoSize.width + sky[0]) * written.info.channels;
  expect([...written.data.subarray(at, at + 3)]).toEqual(await valueAt('after', sky));
  await page.keyboard.press('Escape');
});

it('complained about nothing on the way', () => {
  expect(editor.complaints).toEqual([]);
});
