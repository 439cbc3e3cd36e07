/**
 * Speed and memory of the whole command, side by side with what cannot be avoided. Usage: npm run bench [-- --json FILE]
 *
 * - overhead: `patina restore` (start, decode, tiles, encode) against ONNX Runtime alone on the same tiles, in turn
 * - memory: peak of all processes for 1, 12, 24 and 50 megapixels, beside the decoded picture's own size; pages of mapped
 *   files, which the system may drop at any time, are told apart
 * - first tile: from the call to the first finished tile of a 24-megapixel photo
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { writeSamplePhoto } from '../src/engine/sample/samplePhoto.ts';
import { planTiles } from '../src/engine/tiling/planTiles.ts';
import { firstTileSeconds } from './firstTile.ts';
import { pureInferenceSeconds } from './pureInference.ts';
import { timedCommand } from './timedCommand.ts';

const pack = 'resources/models/instruct';
const overlap = 16;
const rounds = 5;
const mebibyte = 1024 * 1024;
const sizes = [
  { width: 1224, height: 816 },
  { width: 4240, height: 2832 },
  { width: 6000, height: 4000 },
  { width: 8660, height: 5774 },
];

const { values } = parseArgs({ options: { json: { type: 'string' } } });
const manifest = JSON.parse(await readFile(`${pack}/manifest.json`, 'utf8')) as {
  tileSize: number;
  halo: number;
  alignment: number;
  stateSize: number;
};
const geometry = { ...manifest, tileSize: Math.min(512, manifest.tileSize), overlap };
const folder = await mkdtemp(join(tmpdir(), 'patina-bench-'));
const restore = (input: string, output: string): string[] => [
  'restore',
  input,
  '-i',
  'remove the noise',
  '-o',
  join(folder, output),
  '--json',
];
const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
const report: Record<string, unknown> = {
  machine: { processor: cpus()[0]?.model, cores: cpus().length, memoryBytes: totalmem(), node: process.version },
};

try {
  const scene = join(folder, 'scene.png');
  await writeSamplePhoto(scene, { ...(sizes[0] ?? { width: 1, height: 1 }), format: 'png', faults: { noise: 0.4 } });
  const photos: string[] = [];
  for (const { width, height } of sizes) {
    const file = join(folder, `${width}.jpg`);
    await sharp(scene).resize(width, height, { fit: 'fill' }).jpeg({ quality: 92 }).toFile(file);
    photos.push(file);
  }

  const overheadSize = sizes[1] ?? { width: 1, height: 1 };
  const { tiles } = planTiles(overheadSize, geometry);
  const runs: { whole: number; pure: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { seconds: whole } = await timedCommand(restore(photos[1] ?? '', `overhead-${round}.jpg`), false);
    const pure = await pureInferenceSeconds(pack, tiles, manifest.stateSize);
    runs.push({ whole, pure });
    console.log(`overhead: whole ${whole.toFixed(2)} s, pure ${pure.toFixed(2)} s, ratio ${(whole / pure).toFixed(3)}`);
  }
  // Other work on the machine only ever adds time, so the shortest runs tell most.
  const best = Math.min(...runs.map(({ whole }) => whole)) / Math.min(...runs.map(({ pure }) => pure));
  const middle = median(runs.map(({ whole, pure }) => whole / pure));
  console.log(
    `overhead of 12 megapixels, ${tiles.length} tiles, ${rounds} rounds: ` +
      `shortest against shortest ${best.toFixed(3)}, median ${middle.toFixed(3)}`,
  );
  report['overhead'] = { runs, best, median: middle };

  const memory: object[] = [];
  const inMebibytes = (bytes: number, width: number): string => `${(bytes / mebibyte).toFixed(0).padStart(width)} MiB`;
  console.log('megapixels   peak of all processes   with mapped files   decoded picture');
  for (const [index, { width, height }] of sizes.entries()) {
    const { peak } = await timedCommand(restore(photos[index] ?? '', `memory-${index}.jpg`), true);
    const megapixels = (width * height) / 1e6;
    const decodedBytes = 3 * width * height;
    memory.push({ megapixels, peak, decodedBytes });
    console.log(
      `${megapixels.toFixed(1).padStart(10)}   ${inMebibytes(peak.own, 17)}   ${inMebibytes(peak.withFiles, 13)}   ` +
        inMebibytes(decodedBytes, 11),
    );
  }
  report['memory'] = memory;

  const first = await firstTileSeconds(photos[2] ?? '', join(folder, 'first.jpg'));
  console.log(`first tile of 24 megapixels after ${first.toFixed(2)} s`);
  report['firstTileSeconds'] = first;
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
