/** A photo on a card that is full: what is said, that nothing is lost, and that there is another way. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EditorUnderTest } from '../editor/editorUnderTest.ts';
import { openAndWait, steps, untilDone } from '../editor/hands.ts';
import { patience } from '../editor/patience.ts';
import { noisyPhoto } from '../editor/photos.ts';
import { serveEditor } from '../editor/servedEditor.ts';

const mount = (folder: string): void =>
  void execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'patina-test', folder], { stdio: 'pipe' });
const unmount = (folder: string): void => void execFileSync('umount', ['-l', folder], { stdio: 'pipe' });

/** Whether this process may mount a small disk of its own. */
function mayMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'patina-disk-'));
  try {
    mount(folder);
    unmount(folder);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isPossible = mayMount();
if (!isPossible) process.stderr.write('!!! NOT TESTED WITH A FULL DISK: this user may not mount a small one.\n');

/** Writes until nothing more fits. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4096));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(file);
  }
}

describe.runIf(isPossible)('a full disk', () => {
  let editor: EditorUnderTest;
  let photo: Buffer;
  beforeAll(async () => {
    editor = await serveEditor({
      makePhotos: async (folder) => {
        mount(folder);
        await noisyPhoto(join(folder, 'card.jpg'), 160, 120);
        photo = readFileSync(join(folder, 'card.jpg'));
        fill(join(folder, 'full'));
      },
    });
    await openAndWait(editor, 'card.jpg');
    await editor.page.getByRole('button', { name: 'Add a step' }).click();
    await editor.page.getByRole('menuitem', { name: 'Denoise' }).click();
    await untilDone(editor.page);
  });
  afterAll(async () => {
    unmount(editor.photos);
    await editor.close();
  });

  const start = () =>
    editor.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Export( again)?$/ })
      .click();

  it('is told in one sentence, with nothing half written, and the edit stays', async () => {
    const { page, photos } = editor;
    await page.locator('.canvasHost').focus();
    await page.keyboard.press('Control+e');
    await page.getByLabel('To', { exact: true }).selectOption('beside-source');
    await start();
    const outcome = page.locator('.outcome', { hasText: 'no space' });
    await outcome.waitFor();
    expect((await outcome.innerText()).trim()).toBe(
      'There is no space left to write card-restored.jpg. Free some and try again.',
    );
    // the history is written beside the photo too, and what it began is gone once the disk has refused it
    await expect.poll(() => readdirSync(photos).toSorted(), patience).toEqual(['card.jpg', 'full']);
    expect(readFileSync(join(photos, 'card.jpg')).equals(photo)).toBe(true);
    await expect.poll(() => steps(page).first().getAttribute('data-status'), patience).toBe('done');
  });

  it('does not stand in the way of another place', async () => {
    const { page } = editor;
    await page.getByLabel('To', { exact: true }).selectOption('download');
    await start();
    await page.locator('.outcome', { hasText: 'is written' }).waitFor();
    const { path } = await editor.takeExport();
    expect((await sharp(readFileSync(path)).metadata()).width).toBe(160);
  });

  it('takes the file as soon as there is room', async () => {
    const { page, photos } = editor;
    rmSync(join(photos, 'full'));
    await page.getByLabel('To', { exact: true }).selectOption('beside-source');
    await start();
    await expect.poll(() => readdirSync(photos), patience).toContain('card-restored.jpg');
    await page.locator('.outcome', { hasText: 'is written' }).waitFor();
    expect((await sharp(join(photos, 'card-restored.jpg')).metadata()).width).toBe(160);
    await page.keyboard.press('Escape');
  });

  it('has the edit still when the photo is opened again', async () => {
    const { page } = editor;
    await page.reload();
    await expect.poll(() => steps(page).locator('.stepTitle').allInnerTexts(), patience).toEqual(['Denoise']);
    expect(editor.complaints).toEqual([]);
  });
});
