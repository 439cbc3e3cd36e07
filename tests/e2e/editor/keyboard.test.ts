/** From an empty window to an exported file without a pointer: everything is reached, and it is seen where one is. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { chips, sentence, steps, untilDone } from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { testPhotos } from './photos.ts';

/** More presses than the window has stops: a place that is not found by then cannot be reached. */
const mostStops = 80;

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openEditor({ makePhotos: testPhotos });
});
afterAll(() => editor.close());

interface Stop {
  readonly name: string;
  readonly isSeen: boolean;
}

/** What has the keyboard, and whether a ring or, around the sentence, its frame shows it. */
function focused(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const frame = element.closest('.sentence') ?? element;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(frame);
    const hasRing = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
    return {
      name: `${element.tagName} ${element.className} ${element.getAttribute('aria-label') ?? element.textContent ?? ''}`,
      isSeen: hasRing || (frame !== element && boxShadow !== 'none'),
    };
  });
}

/** Presses Tab until the place has the keyboard; every stop on the way must be seen. */
async function tabTo(page: Page, place: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await place.first().waitFor();
  const passed: string[] = [];
  for (let press = 0; press < mostStops; press += 1) {
    await page.keyboard.press(key);
    const { name, isSeen } = await focused(page);
    passed.push(name);
    expect(isSeen || name.startsWith('BODY'), `it is seen that ${name} has the keyboard`).toBe(true);
    if (await place.first().evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not lead there, but to: ${passed.join(' | ')}`);
}

it('opens a photo, whose sentence then has the keyboard', async () => {
  const { page, host } = editor;
  if (host === 'electron') await editor.choosePhoto('small.jpg');
  else {
    await tabTo(page, page.getByRole('button', { name: 'Open a photo' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.locator('.entries .rowButton', { hasText: 'photos' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.locator('.entries .rowButton', { hasText: 'small.jpg' }));
    await page.keyboard.press('Enter');
  }
  await page.locator('.pictureTitle', { hasText: 'small.jpg' }).waitFor();
  await expect.poll(async () => (await focused(page)).name, patience).toContain('sentenceInput');
});

it('says what is to be done, and changes the plan', async () => {
  const { page } = editor;
  await page.keyboard.type('brighten it a little, then get the grain out, then sharpen it');
  await expect.poll(() => chips(page).count(), patience).toBe(3);
  const names = (): Promise<string[]> => chips(page).locator('.chipName').allInnerTexts();
  await tabTo(page, chips(page).first().locator('.chipBody'), 'Shift+Tab');
  const amount = chips(page).first().locator('.chipAmount');
  const before = await amount.innerText();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => amount.innerText(), patience).not.toBe(before);
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(names, patience).toEqual(['Denoise', 'Exposure', 'Sharpen']);
  await tabTo(page, chips(page).last().locator('.chipBody'));
  await page.keyboard.press('Delete');
  await expect.poll(names, patience).toEqual(['Denoise', 'Exposure']);
});

it('sets where a step applies in the opened chip', async () => {
  const { page } = editor;
  await tabTo(page, chips(page).last().locator('.chipBody'), 'Shift+Tab');
  await page.keyboard.press('Enter');
  const place = page.locator('.chipPopover select');
  await tabTo(page, place);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => place.inputValue(), patience).toBe('mask');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => place.inputValue(), patience).toBe('everywhere');
  await page.keyboard.press('Escape');
  await place.waitFor({ state: 'detached' });
});

it('runs the plan, and waits for it', async () => {
  const { page } = editor;
  await tabTo(page, sentence(page));
  await page.keyboard.press('Enter');
  await expect.poll(() => steps(page).count(), patience).toBe(2);
  await untilDone(page);
});

it('compares, looks closer, and holds the original', async () => {
  const { page } = editor;
  const isPressed = (name: string): Promise<string | null> =>
    page.getByRole('button', { name }).getAttribute('aria-pressed');
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await focused(page)).name, patience).toContain('canvasHost');
  await page.keyboard.press('s');
  await expect.poll(() => isPressed('Before and after, divided'), patience).toBe('true');
  await page.keyboard.press('s');
  await page.keyboard.press('2');
  await expect.poll(() => page.locator('.zoom').innerText(), patience).toContain('200');
  await page.keyboard.press('0');
  await tabTo(page, page.getByRole('button', { name: 'Hold to see' }), 'Shift+Tab');
  await page.keyboard.down(' ');
  await expect.poll(() => isPressed('Hold to see'), patience).toBe('true');
  await page.keyboard.up(' ');
  await expect.poll(() => isPressed('Hold to see'), patience).toBe('false');
});

it('opens a step, turns it down, switches it off, takes all of it back', async () => {
  const { page } = editor;
  const newest = steps(page).first();
  await tabTo(page, newest.locator('.stepMain'));
  await page.keyboard.press('Enter');
  await tabTo(page, newest.getByRole('switch'));
  await page.keyboard.press(' ');
  await expect.poll(() => newest.getAttribute('data-off'), patience).toBe('true');
  const full = await newest.locator('.stepAmount').innerText();
  await tabTo(page, newest.getByRole('slider').first());
  await page.keyboard.press('Home');
  await expect.poll(() => newest.locator('.stepAmount').innerText(), patience).not.toBe(full);
  await page.keyboard.press('Control+z');
  await expect.poll(() => newest.locator('.stepAmount').innerText(), patience).toBe(full);
  await page.keyboard.press('Control+z');
  await expect.poll(() => newest.getAttribute('data-off'), patience).toBeNull();
});

it('masks a step by the numbers of a shape, and changes nothing outside', async () => {
  const { page } = editor;
  await tabTo(page, page.getByRole('button', { name: 'Add a part' }));
  await page.keyboard.press('Enter');
  // The menu is seen before it has the keyboard.
  const focusedEntry = (name: string) => page.locator('[role="menuitem"]:focus', { hasText: name }).waitFor();
  await focusedEntry('Rectangle');
  await page.keyboard.press('ArrowDown');
  await focusedEntry('Ellipse');
  await page.keyboard.press('Enter');
  await page.locator('.partList .partName', { hasText: 'Ellipse' }).waitFor();
  await untilDone(page);
  await page.locator('.proof').waitFor();
  await expect
    .poll(() => page.locator('.proof').innerText(), patience)
    .toBe('0 of 19,200 pixels changed outside the mask');
});

it('finds any command by a part of its name, and has the keyboard again where it was', async () => {
  const { page } = editor;
  await tabTo(page, steps(page).first().locator('.stepMain'), 'Shift+Tab');
  const { name: before } = await focused(page);
  await page.keyboard.press('Control+k');
  await page.locator('.paletteInput:focus').waitFor();
  await page.keyboard.type('all keys');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(async () => (await focused(page)).name, patience).toBe(before);
});

it('exports, and takes the file', async () => {
  const { page, photos } = editor;
  await page.keyboard.press('Control+e');
  // The keyboard is in the first field: the format.
  await page.locator('select:focus').waitFor();
  await page.keyboard.press('p');
  await expect.poll(() => page.getByLabel('Format').inputValue(), patience).toBe('png');
  await tabTo(page, page.getByLabel('To', { exact: true }));
  await page.keyboard.type('Beside');
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }));
  await page.keyboard.press('Enter');
  await page.locator('.outcome', { hasText: 'is written' }).waitFor();
  const written = await sharp(await readFile(join(photos, 'small-restored.png'))).metadata();
  expect([written.format, written.width]).toEqual(['png', 160]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

it('has every control of the window on its way, and comes round again', async () => {
  const { page } = editor;
  const controls = await page.evaluate(() => {
    const all = [
      ...document.querySelectorAll<HTMLElement>('button, input, textarea, select, [tabindex="0"], [role="slider"]'),
    ];
    const usable = all.filter((element) => !element.matches(':disabled, [tabindex="-1"], [aria-hidden="true"]'));
    for (const [index, element] of usable.entries()) element.dataset['stop'] = String(index);
    return usable.length;
  });
  const reached = new Set<string>();
  await page.locator('.canvasHost').focus();
  for (let press = 0; press < controls + 20 && reached.size < controls; press += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['stop'] ?? null);
    if (stop !== null) reached.add(stop);
  }
  const missed = await page.evaluate(
    (found) =>
      [...document.querySelectorAll<HTMLElement>('[data-stop]')]
        .filter((element) => !found.includes(element.dataset['stop'] ?? ''))
        .map((element) => element.outerHTML.slice(0, 120)),
    [...reached],
  );
  expect(missed).toEqual([]);
});

it('complained about nothing on the way', () => {
  expect(editor.complaints).toEqual([]);
});
