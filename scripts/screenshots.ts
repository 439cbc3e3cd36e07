/**
 * Makes the pictures of the editor that the documentation shows: the built editor, served to a browser, with the sample
 * photo and the shipped networks. Run: npm run screenshots [-- NAME...]; without names all of them.
 */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import type { EditorOptions, EditorUnderTest } from '../tests/e2e/editor/editorUnderTest.ts';
import { openAndWait, say, steps, type, untilDone } from '../tests/e2e/editor/hands.ts';
import { testPhotos } from '../tests/e2e/editor/photos.ts';
import { addSharedFolder, rows } from '../tests/e2e/editor/queueHands.ts';
import { serveEditor } from '../tests/e2e/editor/servedEditor.ts';

const folder = 'docs/pictures';
const patience = 10 * 60_000;
const large = { width: 1440, height: 900 };
const small = { width: 1024, height: 640 };
const wanted = process.argv.slice(2);

interface Scene {
  readonly names: readonly string[];
  readonly options: EditorOptions;
  readonly play: (editor: EditorUnderTest, take: (name: string) => Promise<void>) => Promise<void>;
}

async function openSample(page: Page): Promise<void> {
  await page.locator('.empty button').nth(1).click();
  await page.locator('.pictureTitle').waitFor();
}

const scenes: readonly Scene[] = [
  {
    names: ['empty', 'proposal', 'plan', 'refusal', 'running', 'compare', 'export'],
    options: { viewport: large, colourScheme: 'dark' },
    play: async ({ page }, take) => {
      await take('empty');
      await openSample(page);
      await page.locator('.proposal').waitFor();
      await take('proposal');
      await type(page, 'get the grain out, clear the haze, then a bit more contrast');
      await take('plan');
      await type(page, 'put a boat on the lake');
      await page.locator('.refusal').waitFor();
      await take('refusal');
      await say(page, 'light up this dark photo, then get the grain out and a bit more contrast');
      await page.locator('.step[data-status="running"]').waitFor();
      await take('running');
      await untilDone(page);
      await steps(page).nth(1).locator('.stepMain').click();
      await page.locator('.canvasHost').focus();
      await page.keyboard.press('s');
      await take('compare');
      await page.keyboard.press('Control+e');
      await page.locator('.estimate', { hasText: /\d/ }).waitFor();
      await take('export');
    },
  },
  {
    names: ['history', 'branches'],
    options: { viewport: large, colourScheme: 'dark' },
    play: async ({ page }, take) => {
      await openSample(page);
      await say(page, 'light up this dark photo');
      await untilDone(page);
      await say(page, 'warmer');
      await page.locator('.stateRow', { hasText: 'Temperature' }).waitFor();
      await page.locator('.canvasHost').focus();
      await page.keyboard.press('Control+z');
      await say(page, 'cooler and more contrast');
      await page.locator('.branchRow .statePicture[data-drawn]').waitFor();
      await take('history');
      await page.getByRole('button', { name: 'Show all branches beside each other' }).click();
      await page.locator('.stateCard .statePicture[data-drawn]').nth(1).waitFor();
      await take('branches');
    },
  },
  {
    names: ['mask'],
    options: { viewport: small, colourScheme: 'light' },
    play: async ({ page }, take) => {
      await openSample(page);
      await say(page, 'brighten her face');
      await page.locator('.maskBanner').waitFor();
      const box = await page.locator('.canvasHost').boundingBox();
      if (box === null) throw new Error('There is no picture area.');
      await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.45);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.81, box.y + box.height * 0.52, { steps: 6 });
      await page.mouse.up();
      await page.locator('.maskBanner button').last().waitFor();
      await take('mask');
    },
  },
  {
    names: ['japanese'],
    options: { viewport: small, colourScheme: 'dark', language: 'ja-JP' },
    play: async ({ page }, take) => {
      await openSample(page);
      await type(page, 'ノイズを取って、少し明るくして');
      await take('japanese');
    },
  },
  {
    names: ['queue'],
    options: {
      viewport: large,
      colourScheme: 'light',
      makePhotos: async (photos) => {
        for (const name of ['attic-1962.jpg', 'harbour.jpg', 'wedding.jpg'])
          copyFileSync('resources/sample/sample.jpg', join(photos, name));
        writeFileSync(join(photos, 'scan 7.jpg'), Buffer.alloc(4000, 0xff));
      },
    },
    play: async (editor, take) => {
      await editor.choosePhoto('wedding.jpg');
      await editor.page.locator('.pictureTitle').waitFor();
      await addSharedFolder(editor);
      await editor.page.getByRole('button', { name: /^Restore \d photos$/ }).click();
      await rows(editor.page).and(editor.page.locator('[data-state="done"]')).nth(1).waitFor();
      await take('queue');
    },
  },
  {
    names: ['formats', 'privacy'],
    options: { viewport: small, colourScheme: 'dark', makePhotos: testPhotos },
    play: async (editor, take) => {
      const { page } = editor;
      await openAndWait(editor, 'small.jpg');
      await say(page, 'a bit warmer');
      await steps(page).first().waitFor();
      await page.locator('.canvasHost').focus();
      await page.keyboard.press('Control+e');
      await page.getByLabel('Format').selectOption('png');
      await page.getByRole('button', { name: 'Export', exact: true }).last().click();
      await page.locator('.outcome', { hasText: 'is written' }).waitFor();
      await take('formats');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+,');
      await page.getByRole('dialog').waitFor();
      await take('privacy');
    },
  },
  {
    names: ['error'],
    options: {
      viewport: small,
      colourScheme: 'light',
      makePhotos: async (photos) => writeFileSync(join(photos, 'broken.jpg'), Buffer.alloc(4000, 0xff)),
    },
    play: async (editor, take) => {
      await editor.choosePhoto('broken.jpg');
      await editor.page.locator('[role="alert"], .toast').first().waitFor();
      await take('error');
    },
  },
];

async function takePicture(page: Page, name: string): Promise<void> {
  if (wanted.length > 0 && !wanted.includes(name)) return;
  // The pointer would light up what it happens to be over.
  await page.mouse.move(large.width / 2, 2);
  await page.waitForTimeout(1500);
  const file = join(folder, `${name}.webp`);
  const { size } = await sharp(await page.screenshot())
    .webp({ quality: 88, effort: 6 })
    .toFile(file);
  console.log(`${file}: ${Math.round(size / 1000)} kB`);
}

mkdirSync(folder, { recursive: true });
for (const { names, options, play } of scenes) {
  if (wanted.length > 0 && !names.some((name) => wanted.includes(name))) continue;
  const editor = await serveEditor(options);
  editor.page.setDefaultTimeout(patience);
  try {
    await play(editor, (name) => takePicture(editor.page, name));
  } finally {
    await editor.close();
  }
}
