/**
 * The editor's promises about history and cache, measured on this machine with a network that costs nothing, so that
 * only Patina's own work is timed. Run: npx tsx --expose-gc bench/history.bench.ts [--json FILE]
 *
 * - ten thousand events: appending, jumping, telling a window, a way through the sidecar
 * - a strength change on 24 megapixels: the tiles of a 1440 x 900 screen, fitted and at 100 %
 * - opening a 24-megapixel photo again whose result is cached, to the fitted screen
 * - memory with one and with twenty masked network steps, beside the decoded picture's own size, and what is still held
 *   afterwards: caches fill up to their budgets and grow no further, which `--counts 40,100` with `--steps 1200` shows in
 *   minutes; `--steps WIDTH` sets the width of their photo (default 6000, minutes), `--steps 0` leaves it out
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { ResultShelf } from '../src/engine/cache/resultShelf.ts';
import { OpenPicture } from '../src/engine/document/openPicture.ts';
import { PictureStore } from '../src/engine/document/pictureStore.ts';
import { renderTile } from '../src/engine/document/renderTile.ts';
import { Jobs } from '../src/engine/jobs/jobs.ts';
import { EditFolder } from '../src/engine/sidecar/editFolder.ts';
import { sidecarBook } from '../src/engine/sidecar/sidecarBook.ts';
import { parseSidecar } from '../src/engine/sidecar/sidecarFile.ts';
import type { GrantId, StepId } from '../src/shared/base/ids.ts';
import { tileSize } from '../src/shared/contract/tileAddress.ts';
import type { EditEvent } from '../src/shared/logic/editEvent.ts';
import { append, type History, jump, startHistory } from '../src/shared/logic/history.ts';
import { historyLines } from '../src/shared/logic/historyLine.ts';
import { historyOf, keptHistory } from '../src/shared/logic/sidecar.ts';
import { levelForScale, placesOf, tilesOver } from '../src/shared/logic/tilePyramid.ts';
import { makeStep } from '../src/shared/model/recipe.ts';
import { FakeInference, fakeModel } from '../tests/support/fakeInference.ts';
import { BenchReport } from './report.ts';

const size = { width: 6000, height: 4000 };
const screen = { width: 1440, height: 900 };
const mebibyte = 2 ** 20;
const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
const report = new BenchReport();
const say = (what: string, value: string): void => report.tell(`${what.padEnd(62)} ${value}`);
const step = (id: string, ...rest: Parameters<typeof makeStep>) => ({
  ...makeStep(...rest),
  id: id as StepId,
  name: null,
});

async function ms(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function tenThousandEvents(): Promise<void> {
  const stroke = { points: Array.from({ length: 60 }, (_, i) => i), size: 40, hardness: 0.5, flow: 1, erase: false };
  let history: History = append(startHistory(), { kind: 'added', steps: [step('a', 'denoise')], at: 0 });
  const events: EditEvent[] = Array.from({ length: 10_000 }, (_, i) =>
    i % 2 === 0
      ? { kind: 'stroked', step: 'a' as StepId, stroke, component: null }
      : { kind: 'changed', step: 'a' as StepId, changes: { strength: (i % 100) / 100 } },
  );
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  say(
    '10,000 events, half of them strokes: all appended',
    `${(
      await ms(() => {
        for (const event of events) history = append(history, event);
      })
    ).toFixed(0)} ms`,
  );
  globalThis.gc?.();
  say('  memory that they take', `${((process.memoryUsage().heapUsed - before) / mebibyte).toFixed(0)} MiB`);
  const jumps: number[] = [];
  for (let i = 1; i < 200; i += 1) jumps.push(await ms(() => jump(history, (i * 7919) % history.nodes.length)));
  say(
    '  a jump to any of them, median and slowest of 199',
    `${median(jumps).toFixed(2)} and ${Math.max(...jumps).toFixed(1)} ms`,
  );
  say(
    '  telling a window one more state',
    `${(await ms(() => historyLines(history, history.nodes.length - 1))).toFixed(1)} ms`,
  );
  let text = '';
  say(
    '  writing them as a sidecar',
    `${(
      await ms(() => {
        text = JSON.stringify(keptHistory(history));
      })
    ).toFixed(0)} ms, ${(text.length / mebibyte).toFixed(1)} MiB`,
  );
  const sidecar = `{"patina":"sidecar","version":1,"save":"a","previous":"","picture":{"name":"p","width":1,"height":1,"pixels":"${'0'.repeat(64)}"},"model":null,"tolerance":1,"history":${text},"shown":{}}`;
  say(
    '  reading them again',
    `${(
      await ms(() => {
        const found = parseSidecar(sidecar);
        if (found.state === 'good') historyOf(found.sidecar);
      })
    ).toFixed(0)} ms`,
  );
}

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '6000' },
    counts: { type: 'string', default: '1,20' },
    json: { type: 'string' },
  },
});
const wideSteps = Number(values.steps);
const folder = await mkdtemp(join(tmpdir(), 'patina-bench-'));
const facts = fakeModel({ tileSize: 512, halo: 32, thumbnailSize: 64 });
const inference = new FakeInference(facts, ({ planes }) => {
  for (let i = 0; i < planes.length; i += 1) planes[i] = (planes[i] ?? 0) * 0.9;
});

function openStore(): PictureStore {
  return new PictureStore({
    scratchFolder: folder,
    shelf: new ResultShelf({
      folder: join(folder, 'results'),
      fallback: folder,
      budgetBytes: 30e9,
      memoryBytes: 192 * mebibyte,
    }),
    model: async () => ({ facts, version: '1', kept: { id: facts.id, version: '1', files: {} } }),
    edits: sidecarBook(new EditFolder(join(folder, 'edits'), [])),
  });
}

async function restore(picture: OpenPicture): Promise<void> {
  const jobs = new Jobs({
    tools: {
      inference,
      draftModel: null,
      diagnoser: () => {
        throw new Error('No step of the benchmark asks for a diagnoser.');
      },
      embed: async () => new Float32Array(256),
    },
    grant: async () => randomUUID() as GrantId,
    onProgress: () => undefined,
    onExported: () => undefined,
  });
  const job = jobs.restore(picture, { upTo: null, extent: 'whole' });
  while (!job.isOver) await new Promise((resolve) => setTimeout(resolve, 20));
  if (job.snapshot().state !== 'done') throw new Error(job.snapshot().error?.message ?? 'The restoration did not end.');
}

/** Draws the tiles of a screen at a scale (screen pixels per picture pixel), around the middle. */
async function drawScreen(picture: OpenPicture, scale: number): Promise<number> {
  const { width: wide, height: high } = picture.source;
  const pyramid = { width: wide, height: high, tileSize };
  const [width, height] = [Math.min(wide, screen.width / scale), Math.min(high, screen.height / scale)];
  const visible = { left: (wide - width) / 2, top: (high - height) / 2, width, height };
  const range = tilesOver(pyramid, levelForScale(pyramid, scale), visible);
  const places = range === null ? [] : placesOf(range);
  await Promise.all(
    places.map((place) =>
      renderTile(picture, { document: picture.id, layer: 'after', revision: picture.revision, ...place }),
    ),
  );
  return places.length;
}

async function strengthChange(picture: OpenPicture, id: string, scale: number, what: string): Promise<void> {
  const times: number[] = [];
  let tiles = 0;
  const before = process.cpuUsage();
  for (let round = 0; round < 9; round += 1) {
    picture.edit({ kind: 'changed', step: id as StepId, changes: { strength: 0.2 + round / 20 } }, 'drag');
    times.push(
      await ms(async () => {
        tiles = await drawScreen(picture, scale);
      }),
    );
  }
  const { user, system } = process.cpuUsage(before);
  say(
    `strength change on 24 MP, ${what} (${tiles} tiles), median and slowest of 9`,
    `${median(times).toFixed(0)} and ${Math.max(...times).toFixed(0)} ms of the clock, ${((user + system) / 9000).toFixed(0)} ms of processors`,
  );
}

async function photo(width: number): Promise<string> {
  const path = join(folder, `photo-${width}.jpg`);
  const small = Buffer.from(Array.from({ length: 600 * 400 * 3 }, (_, i) => (i * 7919) % 256));
  await sharp(small, { raw: { width: 600, height: 400, channels: 3 } })
    .resize(width, Math.round((width * 2) / 3), { kernel: 'cubic' })
    .jpeg({ quality: 92 })
    .toFile(path);
  return path;
}

report.tell(
  `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}`,
);
try {
  await tenThousandEvents();
  const path = await photo(size.width);
  const store = openStore();
  const picture = await store.open(path);
  picture.edit({ kind: 'added', steps: [step('a', 'denoise')], at: 0 });
  await restore(picture);
  const fitted = Math.min(screen.width / size.width, screen.height / size.height);
  await drawScreen(picture, fitted);
  await strengthChange(picture, 'a', fitted, 'fitted');
  await drawScreen(picture, 1);
  await strengthChange(picture, 'a', 1, 'at 100 %');
  await store.close(picture.id);

  const runs = inference.tileRuns;
  for (const round of [1, 2, 3]) {
    const again = openStore();
    let opened: OpenPicture | null = null;
    const open = await ms(async () => {
      opened = await again.open(path);
    });
    const draw = await ms(() => (opened === null ? 0 : drawScreen(opened, fitted)));
    const reopened = opened as OpenPicture | null;
    say(
      `opened again with cache, run ${round}: decode, hash, pyramid, edit + screen`,
      `${open.toFixed(0)} + ${draw.toFixed(0)} ms`,
    );
    if (reopened !== null) await again.close(reopened.id);
  }
  if (inference.tileRuns !== runs) throw new Error('Something was computed again.');

  if (wideSteps > 0) for (const count of values.counts.split(',').map(Number)) await maskedSteps(wideSteps, count);
  await report.write();
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Each masked by a stroke of its own, at half strength: every step reads what the one before it gave. */
async function maskedSteps(width: number, count: number): Promise<void> {
  const path = await photo(width);
  const crowd = openStore();
  const many = await crowd.open(path);
  for (let index = 0; index < count; index += 1) {
    const id = `masked-${index}`;
    many.edit({
      kind: 'added',
      steps: [step(id, 'denoise', { words: `get the grain out ${count} ${index}`, strength: 0.5 })],
      at: many.steps.length,
    });
    const unit = width / 6000;
    const place = index % 20;
    const points = [(400 + place * 250) * unit, 600 * unit, 1, (900 + place * 200 + index) * unit, 3200 * unit, 1];
    const stroke = { points, size: 500 * unit, hardness: 0.5, flow: 1, erase: false };
    many.edit({ kind: 'stroked', step: id as StepId, stroke, component: null });
  }
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  const seconds = (await ms(() => restore(many))) / 1000;
  await drawScreen(many, 0.25);
  await drawScreen(many, 1);
  clearInterval(watch);
  say(
    `${count} masked network steps, ${((many.source.width * many.source.height) / 1e6).toFixed(0)} MP: peak of the process`,
    `${(peak / mebibyte).toFixed(0)} MiB, opened ${(before / mebibyte).toFixed(0)} MiB, in ${seconds.toFixed(0)} s`,
  );
  globalThis.gc?.();
  say('  held afterwards, budgets 384 MiB', `${(process.memoryUsage().arrayBuffers / mebibyte).toFixed(0)} MiB`);
  say('  of it the decoded picture', `${(many.source.samples.byteLength / mebibyte).toFixed(0)} MiB`);
  await crowd.close(many.id);
}
