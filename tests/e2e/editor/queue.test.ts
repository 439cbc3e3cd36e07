import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { glimpse, openAndWait } from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { noisyPhoto } from './photos.ts';
import { addSharedFolder, dropFiles, row, rowNames, rowState, rows, showQueue } from './queueHands.ts';

/** Five small photos, one that takes a while, and one that is none. */
async function queuePhotos(folder: string): Promise<void> {
  await noisyPhoto(join(folder, 'a.jpg'), 160, 120);
  for (const name of ['b', 'c', 'd']) copyFileSync(join(folder, 'a.jpg'), join(folder, `${name}.jpg`));
  await noisyPhoto(join(folder, 'large.jpg'), 2400, 1600);
  writeFileSync(join(folder, 'none.jpg'), 'this is not a picture');
}

const inBrowser = (process.env['PATINA_TEST_ELECTRON'] ?? '') === '';

// Electron's dialogs and drops are the system's own.
describe.runIf(inBrowser)('the queue', () => {
  let editor: EditorUnderTest;
  beforeAll(async () => {
    editor = await openEditor({ makePhotos: queuePhotos });
  });
  afterAll(() => editor.close());

  it('takes a folder and waits to be started', async () => {
    const { page } = editor;
    await addSharedFolder(editor);
    await expect
      .poll(() => rowNames(page), patience)
      .toEqual(['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'large.jpg', 'none.jpg']);
    await expect
      .poll(() => page.locator('.queueState').allInnerTexts(), patience)
      .toEqual(Array.from({ length: 6 }, () => 'Waits'));
    await page.locator('.queuePicture[data-drawn="before"]').first().waitFor();
  });

  it('is put in another order by the keyboard and by dragging, and gives up what is cancelled', async () => {
    const { page } = editor;
    await row(page, 'large.jpg').locator('.queueMain').focus();
    for (let i = 0; i < 4; i += 1) {
      await page.keyboard.press('Alt+ArrowUp');
      await expect.poll(async () => (await rowNames(page)).indexOf('large.jpg'), patience).toBe(3 - i);
    }
    const [from, to] = [await row(page, 'd.jpg').boundingBox(), await row(page, 'a.jpg').boundingBox()];
    if (from === null || to === null) throw new Error('The rows are not on the screen.');
    await page.mouse.move(from.x + 20, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(from.x + 24, from.y - 10, { steps: 4 });
    await page.mouse.move(to.x + 24, to.y + 4, { steps: 6 });
    await page.mouse.up();
    await expect
      .poll(() => rowNames(page), patience)
      .toEqual(['large.jpg', 'd.jpg', 'a.jpg', 'b.jpg', 'c.jpg', 'none.jpg']);
    await row(page, 'c.jpg').locator('.queueMain').focus();
    await page.keyboard.press('Delete');
    await expect.poll(() => rowState(page, 'c.jpg'), patience).toBe('cancelled');
  });

  it('takes an instruction for the photos that wait, and declines what is none', async () => {
    const { page } = editor;
    const choice = page.getByRole('combobox', { name: 'What is done to them' });
    await choice.selectOption({ label: 'An instruction' });
    const sentence = page.getByRole('textbox', { name: 'Instruction for the photos that wait' });
    await sentence.fill('turn the dog into a cat');
    await sentence.press('Enter');
    await page.locator('.toast', { hasText: 'Not a restoration' }).waitFor();
    await page.locator('.toast').getByRole('button', { name: 'Close' }).click();
    await sentence.fill('remove the noise');
    await sentence.press('Enter');
    await expect.poll(() => page.locator('.queueWhat').count(), patience).toBe(5);
    await expect.poll(() => row(page, 'a.jpg').locator('.queueWhat').innerText(), patience).toBe('“remove the noise”');
    await choice.selectOption({ label: 'Automatic' });
    await expect.poll(() => page.locator('.queueWhat').count(), patience).toBe(0);
  });

  it('starts, shows how far a photo is, holds in its middle, and goes on', async () => {
    const { page } = editor;
    await page.getByRole('button', { name: /^Restore \d photos$/ }).click();
    const bar = row(page, 'large.jpg').locator('progress');
    await expect.poll(() => bar.getAttribute('value').then(Number), patience).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await expect.poll(() => row(page, 'large.jpg').locator('.queueState').innerText(), patience).toMatch(/^Paused at/);
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect.poll(() => rowState(page, 'large.jpg'), { ...patience, timeout: 480_000 }).toBe('done');
  });

  it('answers the editor first: a photo is opened, said what to do, and done while the queue is at work', async () => {
    const { page } = editor;
    await openAndWait(editor, 'a.jpg');
    await expect.poll(() => rowState(page, 'b.jpg'), { ...patience, timeout: 480_000 }).toBe('done');
  });

  it('tells what was restored with a picture of before and after, once for all, until it is dismissed', async () => {
    const { page } = editor;
    // It goes by itself unless somebody points at it.
    await page.locator('.queueNews').hover();
    await expect.poll(() => page.locator('.queueNews').count(), patience).toBe(1);
    await page.locator('.queueNewsPicture[data-drawn="both"]').waitFor();
    await page.locator('.queueNews').getByRole('button', { name: 'Close' }).click();
    await page.locator('.queueNews').waitFor({ state: 'detached' });
  });

  it('goes on after a bad photo, says what was wrong with it, and tries it again when it is asked to', async () => {
    const { page, photos } = editor;
    await expect.poll(() => rowState(page, 'none.jpg'), patience).toBe('failed');
    await expect
      .poll(() => row(page, 'none.jpg').locator('.queueDetail').innerText(), patience)
      .toContain('none.jpg is not a picture');
    copyFileSync(join(photos, 'a.jpg'), join(photos, 'none.jpg'));
    await page.getByRole('button', { name: 'More for the queue' }).click();
    await page.getByRole('menuitem', { name: 'Try again what failed' }).click();
    await expect.poll(() => rowState(page, 'none.jpg'), patience).toBe('done');
  });

  it('leaves the originals alone and puts each result beside its own', async () => {
    const { photos } = editor;
    const results = readdirSync(photos).filter((name) => name.includes('-restored'));
    const done = ['a', 'b', 'd', 'large', 'none'].map((name) => `${name}-restored.jpg`);
    expect(results.toSorted()).toEqual(done);
    expect(readFileSync(join(photos, 'b.jpg'))).toEqual(readFileSync(join(photos, 'c.jpg')));
    const { width, height } = await sharp(join(photos, 'large-restored.jpg')).metadata();
    expect([width, height]).toEqual([2400, 1600]);
  });

  it('opens a result in the editor', async () => {
    const { page } = editor;
    await row(page, 'b.jpg').getByRole('button', { name: 'Open the result of b.jpg' }).click();
    await expect.poll(() => page.locator('.pictureTitle').innerText(), patience).toBe('b-restored.jpg');
  });

  it('takes several photos that are dropped, and gives their results back as downloads', async () => {
    const { page, photos } = editor;
    await page.getByRole('button', { name: 'More for the queue' }).click();
    await page.getByRole('menuitem', { name: 'Take what is over out of the list' }).click();
    await expect.poll(() => rows(page).count(), patience).toBe(0);
    mkdirSync(join(photos, '..', 'elsewhere'));
    for (const name of ['x.jpg', 'y.jpg']) copyFileSync(join(photos, 'a.jpg'), join(photos, '..', 'elsewhere', name));
    await dropFiles(page, join(photos, '..', 'elsewhere'), ['x.jpg', 'y.jpg']);
    await expect.poll(() => rowNames(page), patience).toEqual(['x.jpg', 'y.jpg']);
    await page.getByRole('button', { name: 'Restore 2 photos' }).click();
    const button = row(page, 'y.jpg').getByRole('button', { name: 'Download the result of y.jpg' });
    await button.waitFor();
    const waiting = page.waitForEvent('download');
    await button.click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('y-restored.jpg');
    expect((await sharp(await download.path()).metadata()).width).toBe(160);
  });

  it('opens one photo that is dropped as ever', async () => {
    const { page, photos } = editor;
    await dropFiles(page, photos, ['d.jpg']);
    await page.locator('.pictureTitle', { hasText: 'd.jpg' }).waitFor();
    await expect.poll(() => rows(page).count(), patience).toBe(2);
  });

  it('does nothing twice when its engine dies, and goes on by itself', async () => {
    const { page, photos } = editor;
    for (const name of ['k1', 'k2', 'k3']) copyFileSync(join(photos, 'a.jpg'), join(photos, `${name}.jpg`));
    await noisyPhoto(join(photos, 'k0.jpg'), 900, 700);
    const done = readdirSync(photos).filter((name) => name.includes('-restored')).length;
    await showQueue(editor);
    await addSharedFolder(editor);
    const isAtWork = await glimpse(page, '.queueRow[data-state="running"]', 'k0.jpg');
    await page.getByRole('button', { name: /^(Restore \d+ photos|Go on)$/ }).click();
    await isAtWork();
    await editor.killEngine();
    for (const name of ['k0', 'k1', 'k2', 'k3']) {
      await expect.poll(() => rowState(page, `${name}.jpg`), { ...patience, timeout: 480_000 }).toBe('done');
    }
    const results = readdirSync(photos).filter((name) => name.includes('-restored'));
    expect(results.filter((name) => /-restored-\d/.test(name))).toEqual([]);
    // The four new ones, and c.jpg, which was cancelled before.
    expect(results.length).toBe(done + 5);
  });

  it('complained about nothing but the death of its engine', () => {
    expect(editor.complaints.filter((line) => !/connection|503|Failed to load/i.test(line))).toEqual([]);
  });
});
