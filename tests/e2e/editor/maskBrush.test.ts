/** The brush: how large, how hard, how much, and how firmly a pen is pressed, by the mask's own pixels. */
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { drawThrough, maskAt, onScreen, openTwoFields, takeTool } from './maskHands.ts';
import { patience } from './patience.ts';

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openTwoFields('exposure +1 EV');
  await takeTool(editor.page, 'b');
});
afterAll(() => editor.close());

const mask = (...places: (readonly [number, number])[]) => maskAt(editor, ...places);
const option = (name: string) => editor.page.locator('.toolOptions').getByRole('textbox', { name, exact: true });
const size = async (): Promise<number> => {
  const text = await editor.page
    .locator('.toolOptions')
    .getByRole('slider', { name: 'Size' })
    .getAttribute('aria-valuetext');
  return Number.parseInt(text ?? '', 10);
};

async function set(name: string, value: string): Promise<void> {
  await option(name).fill(value);
  await option(name).press('Enter');
  await vi.waitUntil(async () => (await option(name).inputValue()) === value, patience);
}

beforeEach(async () => {
  const { page } = editor;
  const remove = page.getByRole('button', { name: 'Remove the mask' });
  if (await remove.isVisible()) await remove.click();
  await page.locator('.partName').first().waitFor({ state: 'detached' });
  await set('Hardness', '100');
  await set('Flow', '100');
  await takeTool(page, 'b');
});

it('becomes larger and smaller by its keys, harder and softer with Shift', async () => {
  const { page } = editor;
  const before = await size();
  await page.keyboard.press(']');
  await expect.poll(size, patience).toBeGreaterThan(before);
  while ((await size()) > 60) await page.keyboard.press('[');
  await page.keyboard.press('{');
  await expect.poll(() => option('Hardness').inputValue(), patience).toBe('90');
  await page.keyboard.press('}');
  await expect.poll(() => option('Hardness').inputValue(), patience).toBe('100');
  await page.keyboard.press('5');
  await expect.poll(() => option('Flow').inputValue(), patience).toBe('50');
});

it('covers its whole circle when it is hard, and fades to its edge when it is soft', async () => {
  const radius = Math.floor((await size()) / 2);
  await drawThrough(editor.page, [100, 100], [101, 100]);
  await expect
    .poll(() => mask([100, 100], [100, 100 + radius - 4], [100, 100 + radius + 4]), patience)
    .toEqual([255, 255, 0]);
  await set('Hardness', '0');
  await takeTool(editor.page, 'b');
  await drawThrough(editor.page, [300, 100], [301, 100]);
  const fading = async (): Promise<boolean> => {
    const [middle = 0, half = 0, edge = 0] = await mask([300, 100], [300, 100 + radius / 2], [300, 100 + radius - 2]);
    return middle > 240 && half > 60 && half < 200 && edge < 20;
  };
  await expect.poll(fading, patience).toBe(true);
});

it('lays on as much as its flow says, and more with every stroke', async () => {
  await set('Flow', '50');
  await takeTool(editor.page, 'b');
  await drawThrough(editor.page, [200, 150], [201, 150]);
  await expect.poll(() => mask([200, 150]), patience).toEqual([128]);
  await drawThrough(editor.page, [200, 150], [201, 150]);
  await expect.poll(() => mask([200, 150]), patience).toEqual([191]);
});

it('is as wide as a pen is pressed', async () => {
  const { page } = editor;
  const radius = Math.floor((await size()) / 2);
  const session = await page.context().newCDPSession(page);
  const press = async (force: number, x: number): Promise<void> => {
    const [left, top] = await onScreen(page, [x, 150]);
    const pen = { button: 'left', pointerType: 'pen', force, x: left, y: top, clickCount: 1 } as const;
    await session.send('Input.dispatchMouseEvent', { ...pen, type: 'mousePressed' });
    await session.send('Input.dispatchMouseEvent', { ...pen, type: 'mouseMoved', x: left + 1, buttons: 1 });
    await session.send('Input.dispatchMouseEvent', { ...pen, type: 'mouseReleased' });
  };
  await press(1, 100);
  await expect.poll(() => mask([100, 150], [100, 150 + radius - 4]), patience).toEqual([255, 255]);
  await press(0.2, 300);
  // A fifth of the pressure leaves a third of the width.
  await expect.poll(() => mask([300, 150], [300, 150 + radius / 2]), patience).toEqual([255, 0]);
  expect(editor.complaints).toEqual([]);
});
