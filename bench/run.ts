/**
 * Speed and memory of the whole command, side by side with what cannot be avoided.
 * Usage: npm run bench [-- --only overhead,scale,first --model instruct,fast --json FILE]
 *
 * - overhead: `patina restore` (start, decode, tiles, encode) against ONNX Runtime alone on the same tiles, in turn
 * - scale: time, and peak of all processes, for 1 to 100 megapixels
 * - first: from the call to the first finished tile of a 24-megapixel photo
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { firstTileSeconds } from './firstTile.ts';
import { machine } from './machine.ts';
import { measureOverhead } from './overhead.ts';
import { largePhoto } from './photos.ts';
import { measureScale } from './scale.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'overhead,scale,first' },
    model: { type: 'string', default: 'instruct' },
    json: { type: 'string' },
  },
});
const parts = values.only.split(',');
const folder = await mkdtemp(join(tmpdir(), 'patina-bench-'));

async function measure(model: string): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = { model };
  if (parts.includes('overhead')) found['overhead'] = await measureOverhead(folder, model);
  if (parts.includes('scale')) found['scale'] = await measureScale(folder, model);
  if (parts.includes('first')) {
    const photo = await largePhoto(folder, { width: 6000, height: 4000 });
    const tries: number[] = [];
    for (let i = 0; i < 5; i += 1) tries.push(await firstTileSeconds(photo, join(folder, 'first.jpg'), model));
    const [shortest = 0, , median = 0] = tries.toSorted((a, b) => a - b);
    console.log(
      `first tile of 24 megapixels with ${model} after ${median.toFixed(2)} s (median of five, shortest ${shortest.toFixed(2)} s)`,
    );
    found['firstTileSeconds'] = tries;
  }
  return found;
}

try {
  const found: unknown[] = [];
  for (const model of values.model.split(',')) found.push(await measure(model));
  const report = { machine: machine(), found };
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
