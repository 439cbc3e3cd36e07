import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from '../editor/editorUnderTest.ts';
import { chips, openAndWait, pointAt, steps, type } from '../editor/hands.ts';
import { patience } from '../editor/patience.ts';
import { testPhotos } from '../editor/photos.ts';
import { serveEditor } from '../editor/servedEditor.ts';

/** The page must not even try what its Content-Security-Policy forbids. */
let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await serveEditor({ makePhotos: testPhotos });
  await editor.page.evaluate(() => {
    const kept: string[] = [];
    Object.assign(window, { violations: kept });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      kept.push(`${violatedDirective}: ${blockedURI} ${sample}`);
    });
  });
});
afterAll(() => editor.close());

const violations = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { violations: string[] }).violations);

it('does without inline code and inline styles', async () => {
  const answer = await editor.page.request.get(editor.page.url());
  const policy = answer.headers()['content-security-policy'] ?? '';
  expect(policy).toMatch(/default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w-]{24}'; img-src 'self';/);
  expect(policy).not.toContain('unsafe');
});

it('is kept by menus, chips, sliders and tooltips', async () => {
  const { page } = editor;
  await openAndWait(editor, 'small.jpg');
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('menuitem', { name: 'Exposure' }).click();
  await steps(page).first().waitFor();
  await steps(page).first().getByRole('slider', { name: 'Strength' }).press('ArrowLeft');
  await page.getByRole('button', { name: 'More for Exposure', exact: true }).click();
  await page.getByRole('menu').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  const tooltips = page.getByRole('tooltip');
  await pointAt(page, page.getByRole('button', { name: 'Before and after, divided' }), async () => {
    return (await tooltips.count()) > 0;
  });
  await type(page, 'clear the haze in the distance');
  await chips(page).first().locator('.chipBody').click();
  await page.getByRole('dialog').first().waitFor();
  await page.keyboard.press('Escape');
  expect(await violations(page)).toEqual([]);
});

it.each([
  ['export', 'Control+e'],
  ['settings', 'Control+,'],
  ['commands', 'Control+k'],
  ['open', 'Control+o'],
])('is kept by the dialog: %s', async (_, keys) => {
  const { page } = editor;
  await page.locator('.canvasHost').focus();
  await page.keyboard.press(keys);
  await page.getByRole('dialog').waitFor();
  // The style element that locks scrolling is there, and counts: a refused one has no rules.
  const rules = (): Promise<(number | null)[]> =>
    page.evaluate(() => [...document.querySelectorAll('style')].map(({ sheet }) => sheet?.cssRules.length ?? null));
  await expect.poll(rules, patience).toEqual([expect.any(Number)]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await violations(page)).toEqual([]);
});

it('refuses a style that is not the page’s own, and says so', async () => {
  const { page } = editor;
  await page.evaluate(() => {
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    document.head.append(style);
  });
  await expect.poll(() => violations(page), patience).toEqual([expect.stringContaining('style-src-elem: inline')]);
});
