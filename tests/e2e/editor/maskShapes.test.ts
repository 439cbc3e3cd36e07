/** Every gesture that makes a mask, by the mask's own pixels. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { changedPixels, drawThrough, maskAt, onScreen, openTwoFields, takeTool } from './maskHands.ts';
import { patience } from './patience.ts';

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openTwoFields('exposure +1 EV');
});
afterAll(() => editor.close());

const parts = () => editor.page.locator('.partName');
const partNames = () => parts().allInnerTexts();
const mask = (...places: (readonly [number, number])[]) => maskAt(editor, ...places);

/** Every test begins without a mask, and none leaves a pixel changed outside of its own. */
beforeEach(async () => {
  await editor.page.locator('.step').first().waitFor();
});
afterEach(async () => {
  const { page } = editor;
  await vi.waitUntil(async () => (await changedPixels(editor)).outside === 0, patience);
  await page.getByRole('button', { name: 'Remove the mask' }).click();
  await vi.waitUntil(async () => (await partNames()).length === 0, patience);
});

it('draws a rectangle, and takes an ellipse from it with Alt', async () => {
  const { page } = editor;
  await takeTool(page, 'r');
  await drawThrough(page, [50, 50], [250, 200]);
  await expect.poll(partNames, patience).toEqual(['Rectangle']);
  await expect.poll(() => mask([60, 60], [240, 190], [40, 60], [260, 190]), patience).toEqual([255, 255, 0, 0]);
  await takeTool(page, 'o');
  await page.keyboard.down('Alt');
  await drawThrough(page, [100, 80], [200, 160]);
  await page.keyboard.up('Alt');
  await expect.poll(() => mask([60, 60], [150, 120], [103, 83]), patience).toEqual([255, 0, 255]);
  await expect.poll(partNames, patience).toEqual(['Rectangle', 'Ellipse']);
  await expect.poll(async () => (await changedPixels(editor)).inside, patience).toBeGreaterThan(15_000);
});

it('draws a square with Shift, and drops a drag at Escape', async () => {
  const { page } = editor;
  await takeTool(page, 'r');
  const [from, to] = [await onScreen(page, [50, 50]), await onScreen(page, [150, 80])];
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(...to, { steps: 4 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await page.keyboard.down('Shift');
  await drawThrough(page, [50, 50], [150, 80]);
  await page.keyboard.up('Shift');
  await expect.poll(() => mask([60, 140], [140, 60], [155, 60], [60, 155]), patience).toEqual([255, 255, 0, 0]);
  await expect.poll(partNames, patience).toEqual(['Rectangle']);
});

it('draws around a part with the lasso', async () => {
  await takeTool(editor.page, 'l');
  await drawThrough(editor.page, [100, 50], [300, 60], [200, 250], [100, 50]);
  await expect.poll(() => mask([200, 100], [110, 200], [290, 200]), patience).toEqual([255, 0, 0]);
  await expect.poll(partNames, patience).toEqual(['Lasso']);
});

it('draws a linear gradient, and a radial one with the same key', async () => {
  const { page } = editor;
  await takeTool(page, 'g');
  await drawThrough(page, [200, 50], [200, 250]);
  await expect.poll(() => mask([10, 40], [10, 260]), patience).toEqual([255, 0]);
  const [upper, middle, lower] = await mask([10, 110], [10, 150], [10, 190]);
  expect([upper ?? 0, middle ?? 0, lower ?? 0]).toEqual([
    expect.closeTo(200, -1.5),
    expect.closeTo(128, -1),
    expect.closeTo(55, -1.5),
  ]);
  await takeTool(page, 'g');
  await page.keyboard.down('Alt');
  await drawThrough(page, [60, 60], [100, 100]);
  await page.keyboard.up('Alt');
  await expect.poll(() => mask([60, 60], [10, 60]), patience).toEqual([0, expect.any(Number)]);
  await expect.poll(partNames, patience).toEqual(['Linear gradient', 'Radial gradient']);
  await takeTool(page, 'g');
});

it('picks a colour, then a brightness to have in common', async () => {
  const { page } = editor;
  await takeTool(page, 'k');
  await drawThrough(page, [200, 40]);
  await expect.poll(() => mask([20, 20], [380, 140], [20, 280]), patience).toEqual([255, 255, 0]);
  await takeTool(page, 'k');
  await page.getByRole('combobox', { name: 'Next shape' }).selectOption({ label: 'Intersect' });
  await drawThrough(page, [200, 250]);
  await expect.poll(() => mask([20, 20], [20, 280]), patience).toEqual([0, 0]);
  await expect.poll(partNames, patience).toEqual(['Colour', 'Brightness']);
  await page.getByRole('combobox', { name: 'Next shape' }).selectOption({ label: 'Add' });
  await takeTool(page, 'k');
});

it('paints, joins strokes by straight lines with Shift, and erases from a shape', async () => {
  const { page } = editor;
  await takeTool(page, 'r');
  await drawThrough(page, [20, 20], [120, 120]);
  await expect.poll(() => mask([70, 70]), patience).toEqual([255]);
  await takeTool(page, 'e');
  for (let press = 0; press < 8; press += 1) await page.keyboard.press('[');
  await drawThrough(page, [70, 40], [70, 100]);
  await expect.poll(() => mask([70, 70], [25, 70]), patience).toEqual([0, 255]);
  await takeTool(page, 'b');
  await drawThrough(page, [200, 200], [202, 200]);
  await expect.poll(partNames, patience).toEqual(['Rectangle', 'Brush · 2']);
  await page.keyboard.down('Shift');
  await drawThrough(page, [300, 250]);
  await page.keyboard.up('Shift');
  // Painted on a brush that takes away: nothing of it lies on the rectangle.
  await expect.poll(partNames, patience).toEqual(['Rectangle', 'Brush · 3']);
});

it('paints a straight line on a brush of its own', async () => {
  const { page } = editor;
  await takeTool(page, 'b');
  await drawThrough(page, [100, 100], [102, 100]);
  await expect.poll(partNames, patience).toEqual(['Brush · 1']);
  await page.keyboard.down('Shift');
  await drawThrough(page, [200, 200]);
  await page.keyboard.up('Shift');
  await expect.poll(() => mask([150, 150], [200, 100]), patience).toEqual([255, 0]);
});

it('moves, stretches and turns a shape by its handles; one drag is one step back', async () => {
  const { page } = editor;
  await takeTool(page, 'r');
  await drawThrough(page, [100, 100], [200, 160]);
  await expect.poll(() => mask([110, 110]), patience).toEqual([255]);
  await takeTool(page, 'v');
  await drawThrough(page, [150, 130], [230, 150], [250, 190]);
  await expect.poll(() => mask([110, 110], [250, 190], [295, 215]), patience).toEqual([0, 255, 255]);
  await drawThrough(page, [300, 220], [360, 280]);
  await expect.poll(() => mask([350, 270], [205, 165]), patience).toEqual([255, 255]);
  await page.keyboard.press('Control+z');
  await expect.poll(() => mask([350, 270], [295, 215]), patience).toEqual([0, 255]);
  await page.keyboard.press('Control+z');
  await expect.poll(() => mask([110, 110], [250, 190]), patience).toEqual([255, 0]);
  // The knob stands 24 pixels above the upper edge.
  await drawThrough(page, [150, 76], [230, 130]);
  await expect.poll(() => mask([105, 105], [150, 175]), patience).toEqual([0, 255]);
});
