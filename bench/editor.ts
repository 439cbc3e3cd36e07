/**
 * How long a person waits for the editor, measured in Chromium on the built `patina serve` with a 24-megapixel photo and
 * the shipped networks. Run: npm run bench:editor [-- --json FILE]. Milliseconds of the clock, without a graphics card; rounds are told apart.
 */
import { rename } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { Page, Response } from 'playwright-core';
import { parseTilePath } from '../src/shared/contract/tileAddress.ts';
import type { EditorUnderTest } from '../tests/e2e/editor/editorUnderTest.ts';
import { jobText, say, steps, untilDrawn } from '../tests/e2e/editor/hands.ts';
import { serveEditor } from '../tests/e2e/editor/servedEditor.ts';
import { taskLine, traceTasks } from './mainThread.ts';
import { largePhoto } from './photos.ts';
import { BenchReport } from './report.ts';

const photo = { width: 6000, height: 4000 };
const rounds = 3;
const strengthChanges = 12;
const longestWaitMs = 60 * 60_000;
const report = new BenchReport();

async function makePhotos(folder: string): Promise<void> {
  await rename(await largePhoto(folder, photo), join(folder, 'large.jpg'));
}

function tell(name: string, values: readonly number[]): void {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(0);
  report.tell(
    `${name.padEnd(58)} median ${at(0.5).padStart(6)} ms, longest ${at(1).padStart(6)} ms of ${values.length}`,
    values,
  );
}

/** Milliseconds until the page has been given one more tile, and has had a frame to draw it. */
async function untilNextTile({ page }: EditorUnderTest, act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  const tile = page.waitForResponse((response) => new URL(response.url()).pathname.startsWith('/tiles/'));
  await act();
  await (await tile).finished();
  await nextFrame(page);
  return performance.now() - started;
}

/** The pixels of a tile by its place, of whatever layer; null where the response is none. */
async function tileOf(response: Response): Promise<{ readonly place: string; readonly pixels: Buffer } | null> {
  const address = parseTilePath(new URL(response.url()).pathname);
  if (address === null || !response.ok()) return null;
  return { place: [address.level, address.column, address.row].join(), pixels: await response.body() };
}

async function keepTile(tiles: Map<string, Buffer>, response: Response): Promise<void> {
  const tile = await tileOf(response);
  if (tile !== null) tiles.set(tile.place, tile.pixels);
}

/** Resolves when the page is given a tile with other pixels than `before` has at its place. */
function untilTileChanges(page: Page, before: ReadonlyMap<string, Buffer>): Promise<void> {
  return new Promise((resolve) => {
    const look = async (response: Response) => {
      const tile = await tileOf(response);
      const known = tile === null ? undefined : before.get(tile.place);
      if (tile === null || known === undefined || known.equals(tile.pixels)) return;
      page.off('response', look);
      resolve();
    };
    page.on('response', look);
  });
}

function nextFrame(page: Page): Promise<unknown> {
  return page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

async function measureStart(): Promise<number> {
  const started = performance.now();
  const editor = await serveEditor();
  const ready = performance.now() - started;
  await editor.close();
  return ready;
}

async function measureWork(editor: EditorUnderTest): Promise<void> {
  const { page } = editor;
  // The shimmer over what waits is part of what the page has to do.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const sources = new Map<string, Buffer>();
  const collect = (response: Response) => keepTile(sources, response);
  page.on('response', collect);
  const opening = await traceTasks(page);
  tell('open 24 megapixels: from the click to the first pixels', [
    await untilNextTile(editor, () => editor.choosePhoto('large.jpg')),
  ]);
  await page.locator('.pictureTitle', { hasText: 'large.jpg' }).waitFor();
  await untilDrawn(editor);
  page.off('response', collect);
  report.tell(taskLine('tasks of the page while it opens', await opening()));
  const running = await traceTasks(page);
  const changed = untilTileChanges(page, sources);
  const asked = performance.now();
  await say(page, 'get the grain out');
  const drafted = changed.then(() => performance.now() - asked);
  await page.locator('.step', { hasText: /[1-9]\d* of / }).waitFor();
  const first = performance.now() - asked;
  tell('draft of what is on screen: from Enter to its first pixels', [await drafted]);
  tell('first restored tile: from Enter', [first]);
  await jobText(page).waitFor({ state: 'detached', timeout: longestWaitMs });
  tell('all tiles: from Enter', [performance.now() - asked]);
  report.tell(taskLine('tasks of the page while it runs', await running()));
  await steps(page).first().locator('.stepMain').click();
  const strength = page.getByRole('slider', { name: 'Strength' });
  await strength.focus();
  const changes: number[] = [];
  for (let change = 0; change < strengthChanges; change += 1) {
    changes.push(await untilNextTile(editor, () => strength.press('ArrowLeft')));
    await page.waitForTimeout(400);
  }
  tell('strength change: from the key to the first new tile on screen', changes);
}

report.tell(`${cpus()[0]?.model}, ${cpus().length} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}`);
const starts: number[] = [];
for (let round = 0; round < rounds; round += 1) starts.push(await measureStart());
tell('start: from the command to the first paint, browser included', starts);
const editor = await serveEditor({ makePhotos, viewport: { width: 1440, height: 900 } });
try {
  await measureWork(editor);
  await report.write();
} finally {
  await editor.close();
}
