/** The panel of a mask: what the parts do to each other, what is done with the whole, and how it is shown. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { say, steps } from './hands.ts';
import { drawThrough, maskAt, openTwoFields, takeTool } from './maskHands.ts';
import { patience } from './patience.ts';

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openTwoFields('exposure +1 EV, then saturation +20', { width: 1280, height: 1000 });
  const { page } = editor;
  await takeTool(page, 'r');
  await drawThrough(page, [50, 50], [200, 200]);
  await drawThrough(page, [150, 100], [300, 250]);
});
afterAll(() => editor.close());

const partNames = () => editor.page.locator('.partName').allInnerTexts();
const mask = (...places: (readonly [number, number])[]) => maskAt(editor, ...places);
/** In the first only, in both, in the second only. */
const probes = [
  [80, 80],
  [175, 150],
  [280, 230],
] as const;
const mode = (index: number) => editor.page.locator('.part select').nth(index);
const slider = (name: string) => editor.page.getByRole('textbox', { name, exact: true });

it('adds, subtracts and intersects parts', async () => {
  await expect.poll(() => mask(...probes), patience).toEqual([255, 255, 255]);
  await mode(1).selectOption('subtract');
  await expect.poll(() => mask(...probes), patience).toEqual([255, 0, 0]);
  await mode(1).selectOption('intersect');
  await expect.poll(() => mask(...probes), patience).toEqual([0, 255, 0]);
});

it('turns one part inside out, and the whole', async () => {
  const { page } = editor;
  await page.getByRole('button', { name: 'Turn Rectangle inside out' }).nth(1).click();
  await expect.poll(() => mask(...probes), patience).toEqual([255, 0, 0]);
  await page.getByRole('button', { name: 'Invert the mask' }).click();
  await expect.poll(() => mask(...probes), patience).toEqual([0, 255, 255]);
  await page.getByRole('button', { name: 'Invert the mask' }).click();
  await page.getByRole('button', { name: 'Turn Rectangle inside out' }).nth(1).click();
  await mode(1).selectOption('add');
  await expect.poll(() => mask(...probes), patience).toEqual([255, 255, 255]);
});

it('softens, grows and shrinks by typed numbers', async () => {
  await slider('Feather').fill('10');
  await slider('Feather').press('Enter');
  await expect.poll(async () => (await mask([50, 120]))[0], patience).toSatisfy((value) => value > 90 && value < 165);
  await slider('Feather').fill('0');
  await slider('Feather').press('Enter');
  await slider('Grow or shrink').fill('12');
  await slider('Grow or shrink').press('Enter');
  await expect.poll(() => mask([40, 120], [36, 120]), patience).toEqual([255, 0]);
  await slider('Grow or shrink').fill('0');
  await slider('Grow or shrink').press('Enter');
  await expect.poll(() => mask([45, 120], [55, 120]), patience).toEqual([0, 255]);
});

it('lets the edge follow the edges of the picture', async () => {
  const { page } = editor;
  await mode(1).selectOption('subtract');
  await page.getByRole('switch', { name: 'Follow edges' }).click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Within' }).inputValue(), patience).toBe('24');
  // The second part begins in the middle of the blue field, where there is no edge to follow: its own is spread out.
  await expect.poll(async () => (await mask([160, 94]))[0], patience).not.toBe(255);
  await page.getByRole('switch', { name: 'Follow edges' }).click();
  await page.getByRole('textbox', { name: 'Within' }).waitFor({ state: 'detached' });
  await expect.poll(() => mask([160, 94]), patience).toEqual([255]);
  await mode(1).selectOption('add');
  await expect.poll(() => mask(...probes), patience).toEqual([255, 255, 255]);
});

it('opens the numbers of a part, which move it by keyboard', async () => {
  const { page } = editor;
  const [row] = [page.locator('.partMain').first()];
  if ((await row.getAttribute('aria-expanded')) === 'false') await row.click();
  await page.getByRole('textbox', { name: 'X', exact: true }).fill('325');
  await page.getByRole('textbox', { name: 'X', exact: true }).press('Enter');
  await expect.poll(() => mask([80, 80], [380, 80]), patience).toEqual([0, 255]);
  await page.getByRole('textbox', { name: 'X', exact: true }).fill('125');
  await page.getByRole('textbox', { name: 'X', exact: true }).press('Enter');
  await expect.poll(() => mask([80, 80], [380, 80]), patience).toEqual([255, 0]);
});

it('orders and deletes parts by keyboard', async () => {
  const { page } = editor;
  await mode(1).selectOption('subtract');
  await expect.poll(() => mask(...probes), patience).toEqual([255, 0, 0]);
  await page.locator('.partMain').nth(1).focus();
  await page.keyboard.press('Alt+ArrowUp');
  // Subtracted first, from everything; then the other is added.
  await expect.poll(() => mask(...probes, [10, 10]), patience).toEqual([255, 255, 0, 255]);
  await page.locator('.partMain').first().focus();
  await page.keyboard.press('Delete');
  await expect.poll(partNames, patience).toEqual(['Rectangle']);
  await page.keyboard.press('Control+z');
  await expect.poll(partNames, patience).toEqual(['Rectangle', 'Rectangle']);
});

it('adds a part from its menu without a pointer', async () => {
  const { page } = editor;
  await page.getByRole('button', { name: 'Add a part' }).focus();
  await page.keyboard.press('Enter');
  // The menu is seen before it has the keyboard.
  const focused = (name: string) => page.locator('[role="menuitem"]:focus', { hasText: name }).waitFor();
  await focused('Rectangle');
  await page.keyboard.press('ArrowDown');
  await focused('Ellipse');
  await page.keyboard.press('Enter');
  await expect.poll(partNames, patience).toEqual(['Rectangle', 'Rectangle', 'Ellipse']);
});

it('shows the mask in colours, in grey, or not at all', async () => {
  const { page } = editor;
  const pressed = (name: string) => page.getByRole('button', { name }).first().getAttribute('aria-pressed');
  await page.getByRole('button', { name: 'Mask in red' }).click();
  await expect.poll(() => pressed('Mask in red'), patience).toBe('true');
  const shown = () => page.screenshot({ clip: { x: 300, y: 200, width: 300, height: 300 } });
  /** The picture once it looks like none of these. */
  const another = async (...known: readonly Buffer[]): Promise<Buffer> => {
    let now = await shown();
    const isNew = async (): Promise<boolean> => {
      now = await shown();
      return !known.some((each) => each.equals(now));
    };
    await expect.poll(isNew, patience).toBe(true);
    return now;
  };
  const red = await shown();
  await takeTool(page, 'Shift+Q');
  await expect.poll(() => pressed('Show the mask itself in grey'), patience).toBe('true');
  const grey = await another(red);
  await takeTool(page, 'q');
  await expect.poll(() => pressed('Show the mask itself in grey'), patience).toBe('false');
  await takeTool(page, 'q');
  await expect.poll(() => pressed('Show the mask over the picture'), patience).toBe('false');
  await another(red, grey);
  await takeTool(page, 'q');
});

it('copies the mask of another step, and goes on alone', async () => {
  const { page } = editor;
  await page.getByRole('textbox', { name: 'Name of the mask, for sentences' }).fill('the corner');
  await page.getByRole('textbox', { name: 'Name of the mask, for sentences' }).press('Enter');
  await steps(page).first().locator('.stepMain').click();
  await page.getByRole('button', { name: 'Copy the mask of another step' }).click();
  await page.getByRole('menuitem', { name: 'the corner (Exposure)' }).click();
  await expect.poll(partNames, patience).toEqual(['Rectangle', 'Rectangle', 'Ellipse']);
  await page.locator('.partMain').first().focus();
  await page.keyboard.press('Delete');
  await expect.poll(partNames, patience).toEqual(['Rectangle', 'Ellipse']);
  await steps(page).nth(1).locator('.stepMain').click();
  await expect.poll(partNames, patience).toEqual(['Rectangle', 'Rectangle', 'Ellipse']);
  expect(editor.complaints).toEqual([]);
});

it('is addressed by its name in a sentence, from inside and outside', async () => {
  const { page } = editor;
  await say(page, 'brighten the corner');
  await expect.poll(() => steps(page).count(), patience).toBe(3);
  await expect.poll(() => steps(page).first().locator('.badge').innerText(), patience).toBe('Inside the mask');
  await steps(page).first().locator('.stepMain').click();
  await expect.poll(partNames, patience).toEqual(['Rectangle', 'Rectangle', 'Ellipse']);
  await say(page, 'brighten everything except the corner');
  await expect.poll(() => steps(page).count(), patience).toBe(4);
  await expect.poll(() => steps(page).first().locator('.badge').innerText(), patience).toBe('Outside the mask');
});

it('is offered by its name where a sentence speaks of a place without a mask', async () => {
  const { page } = editor;
  await say(page, 'brighten the sky');
  await page.locator('.maskBanner').waitFor();
  await page.locator('.maskBanner').getByRole('button', { name: 'Use “the corner”' }).first().click();
  await page.locator('.maskBanner').waitFor({ state: 'detached' });
  await expect.poll(() => steps(page).first().locator('.badge').innerText(), patience).toBe('Inside the mask');
});
