/**
 * Makes the pictures of the editor that the documentation shows: the built editor, served to a browser, with the sample
 * photo and the shipped networks. Run `npm run build` first.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { say, steps, type, untilDone } from '../tests/e2e/editor/hands.ts';
import { serveEditor } from '../tests/e2e/editor/servedEditor.ts';

const folder = 'docs/pictures';
const mostBytes = 300_000;
const patience = 5 * 60_000;
mkdirSync(folder, { recursive: true });

/** A palette keeps a picture of a window small; the photo in it stands it. */
async function take(page: Page, name: string): Promise<void> {
  // The pointer would light up what it happens to be over.
  await page.mouse.move(512, 2);
  await page.waitForTimeout(1500);
  const shot = await page.screenshot();
  const file = join(folder, `${name}.png`);
  for (const colours of [192, 128, 96, 64]) {
    const { size } = await sharp(shot).png({ palette: true, colours, dither: 0.4, effort: 7 }).toFile(file);
    if (size > mostBytes) continue;
    console.log(`${file}: ${Math.round(size / 1000)} kB`);
    return;
  }
  throw new Error(`${name} stays above ${mostBytes} bytes; show less of the photo.`);
}

async function dark(): Promise<void> {
  const editor = await serveEditor({ viewport: { width: 1024, height: 640 }, colourScheme: 'dark' });
  const { page } = editor;
  page.setDefaultTimeout(patience);
  try {
    await take(page, 'empty');
    await page.getByRole('button', { name: 'Try the sample photo' }).click();
    await page.locator('.pictureTitle').waitFor();
    await type(page, 'get the grain out, clear the haze, then a bit more contrast');
    await take(page, 'plan');
    await type(page, 'turn the cat into a dog');
    await page.locator('.refusal').waitFor();
    await take(page, 'refusal');
    await say(page, 'get the grain out, then a bit more contrast');
    await page.locator('.step[data-status="running"]').waitFor();
    await take(page, 'running');
    await untilDone(page);
    await steps(page).nth(1).locator('.stepMain').click();
    await page.locator('.canvasHost').focus();
    await page.keyboard.press('s');
    await take(page, 'compare');
    await page.keyboard.press('Control+e');
    await page.locator('.estimate', { hasText: /\d/ }).waitFor();
    await take(page, 'export');
  } finally {
    await editor.close();
  }
}

async function light(): Promise<void> {
  const editor = await serveEditor({ viewport: { width: 1024, height: 640 }, colourScheme: 'light' });
  const { page } = editor;
  page.setDefaultTimeout(patience);
  try {
    await page.getByRole('button', { name: 'Try the sample photo' }).click();
    await page.locator('.pictureTitle').waitFor();
    await say(page, 'denoise the grass');
    await page.locator('.maskBanner').waitFor();
    const box = await page.locator('.canvasHost').boundingBox();
    if (box === null) throw new Error('There is no picture area.');
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.33);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.56, box.y + box.height * 0.4, { steps: 6 });
    await page.mouse.up();
    await page.getByRole('button', { name: 'Done, run it' }).waitFor();
    await take(page, 'mask-light-small');
  } finally {
    await editor.close();
  }
}

const wanted = process.argv[2];
if (wanted !== 'light') await dark();
if (wanted !== 'dark') await light();
