/** What a person does with the window, by what can be seen in it. */
import { basename } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { patience } from './patience.ts';

export const sentence = (page: Page): Locator => page.locator('.sentenceInput');
export const chips = (page: Page): Locator => page.locator('.chip');
/** The newest step is the first. */
export const steps = (page: Page): Locator => page.locator('.step');
export const jobText = (page: Page): Locator => page.locator('.jobText');

export const stepTitles = (page: Page): Promise<string[]> => steps(page).locator('.stepTitle').allInnerTexts();
/** What the window says about the edit of the photo. */
export const notices = (page: Page): Promise<string[]> => page.locator('.editNoticeText').allInnerTexts();

/** Opens a photo of the test's folder, or below it by a path with slashes, and waits until it is shown. */
export async function openAndWait(editor: EditorUnderTest, name: string): Promise<void> {
  await editor.choosePhoto(name);
  await editor.page.locator('.pictureTitle', { hasText: basename(name) }).waitFor();
}

export async function closePhoto(page: Page): Promise<void> {
  await page.locator('.pictureName').click();
  await page.getByRole('menuitem', { name: 'Close the photo' }).click();
  await page.locator('.emptyTitle').waitFor();
}

/** Adds a step by hand and waits until it is there. */
export async function addStep(page: Page, operation: string): Promise<void> {
  const before = await steps(page).count();
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('menuitem', { name: operation, exact: true }).click();
  await expect.poll(() => steps(page).count(), patience).toBe(before + 1);
}

/** Types a sentence and waits until it was read. */
export async function type(page: Page, text: string): Promise<void> {
  await sentence(page).fill(text);
  await page.locator('.chip, .refusal').first().waitFor();
}

export async function say(page: Page, text: string): Promise<void> {
  await type(page, text);
  await sentence(page).press('Enter');
  await steps(page).first().waitFor();
}

/** Points at something until what shall come of it is there. A busy page can lose a movement of the mouse: one points again. */
export async function pointAt(page: Page, target: Locator, isSeen: () => boolean | Promise<boolean>): Promise<void> {
  const pointed = async (): Promise<boolean> => {
    if (await isSeen()) return true;
    await page.locator('.pictureTitle').hover();
    await target.hover();
    return false;
  };
  await expect.poll(pointed, { ...patience, interval: 3000 }).toBe(true);
}

/**
 * Watches from now on for what may be there for a moment only, which a test that waits for it can miss: it looks now and
 * then. What is returned waits until an element of the selector has had these words.
 */
export async function glimpse(page: Page, selector: string, words = ''): Promise<() => Promise<void>> {
  const watching = await page.evaluateHandle(
    ([wanted, text]) => {
      const isThere = (): boolean =>
        [...document.querySelectorAll(wanted)].some((element) => element.textContent.includes(text));
      const seen = new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          if (isThere()) resolve();
        });
        observer.observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
        if (isThere()) resolve();
      });
      return { seen };
    },
    [selector, words] as const,
  );
  return () => watching.evaluate(({ seen }) => seen);
}

/** Waits until nothing is computed any more. */
export async function untilDone(page: Page): Promise<void> {
  await page.locator('.step[data-status="done"]').first().waitFor({ timeout: 480_000 });
  await jobText(page).waitFor({ state: 'detached', timeout: 480_000 });
  await page
    .locator('.step:is([data-status="waiting"], [data-status="running"])')
    .first()
    .waitFor({ state: 'detached', timeout: 480_000 });
}

/** Waits until the window has asked for no tile for a second: what it shows then is the newest there is. */
export async function untilDrawn({ page, tiles }: EditorUnderTest): Promise<void> {
  for (let seen = -1; seen !== tiles.length; await page.waitForTimeout(1000)) seen = tiles.length;
}

/** RGBA of a whole small picture as the window gets it: one tile of the given layer, at the newest revision. */
export async function tileOf({ page, tiles }: EditorUnderTest, layer: string): Promise<Uint8Array> {
  const parts = tiles.map((path) => path.split('/'));
  const [, , document] = parts.at(-1) ?? [];
  const revision = Math.max(...parts.filter((path) => path[2] === document).map((path) => Number(path[7])));
  const path = `/tiles/${document}/${encodeURIComponent(layer)}/0/0/0/${revision}`;
  const text = await page.evaluate(async (from) => {
    const bytes = new Uint8Array(await (await fetch(from)).arrayBuffer());
    return btoa(bytes.reduce((all, byte) => all + String.fromCharCode(byte), ''));
  }, path);
  return Uint8Array.from(Buffer.from(text, 'base64'));
}

/** The largest difference of two pictures, in values of 0 to 255. */
export function largestDifference(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) return 255;
  return a.reduce((most, value, index) => Math.max(most, Math.abs(value - (b[index] ?? 0))), 0);
}
