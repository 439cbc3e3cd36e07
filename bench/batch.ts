/**
 * A batch of many mixed photos, killed twice: how often each good photo was done, and whether memory stays flat.
 * Usage: npm run bench:batch [-- --photos N --huge PIXELS]: so many photos, and the long side of a huge one
 */
import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { writeSamplePhoto } from '../src/engine/sample/samplePhoto.ts';
import { frugalMemory } from '../src/host/frugalMemory.ts';
import { treeMemory } from './processMemory.ts';

const sampleEveryMs = 250;
const mebibyte = 1024 * 1024;
const formats = ['jpeg', 'png', 'webp', 'tiff'] as const;
/** One in so many is broken, one is huge. */
const [brokenEvery, hugeEvery] = [25, 50];

const { values } = parseArgs({
  options: { photos: { type: 'string', default: '500' }, huge: { type: 'string', default: '6000' } },
});
const hugeSide = Number(values.huge);
const count = Number(values.photos);
const folder = await mkdtemp(join(tmpdir(), 'patina-bench-'));
const [photos, results] = [join(folder, 'photos'), join(folder, 'results')];

/** Runs the batch; with `killAt`, until so many results are there. Resolves with memory by time and the exit code. */
async function run(killAt: number | null): Promise<{ memory: number[]; code: number | null }> {
  const args = ['out/cli/index.js', 'batch', photos, '-i', 'remove the noise', '--out-dir', results];
  // As the installed command starts.
  const child = spawn(process.execPath, args, { stdio: 'ignore', env: { ...process.env, ...frugalMemory } });
  const memory: number[] = [];
  const sampler = setInterval(() => {
    memory.push(treeMemory(child.pid ?? 0).own);
    if (killAt === null) return;
    void readdir(results).then((names) => {
      if (names.length >= killAt) child.kill('SIGKILL');
    });
  }, sampleEveryMs);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(sampler);
  return { memory, code };
}

try {
  await mkdir(photos);
  await mkdir(results);
  const scene = join(folder, 'scene.png');
  await writeSamplePhoto(scene, { width: 384, height: 288, format: 'png', faults: { noise: 0.4 } });
  const made = new Map<string, string>();
  for (const format of formats) {
    const small = join(folder, `small.${format}`);
    await sharp(scene).toFormat(format).toFile(small);
    made.set(format, small);
  }
  const huge = join(folder, 'huge.jpg');
  await sharp(scene)
    .resize(hugeSide, Math.round((hugeSide * 2) / 3), { fit: 'fill' })
    .jpeg()
    .toFile(huge);
  let good = 0;
  for (let i = 1; i <= count; i += 1) {
    const format = formats[i % formats.length] ?? 'jpeg';
    const source = made.get(format) ?? '';
    const target = join(photos, `${i}.${format}`);
    if (i % brokenEvery === 0 && i % hugeEvery !== 0) {
      const bytes = await readFile(source);
      await writeFile(target, bytes.subarray(0, bytes.length >> 1));
      continue;
    }
    good += 1;
    if (i % hugeEvery === 0) await copyFile(huge, join(photos, `${i}.jpg`));
    else await copyFile(source, target);
  }
  await run(Math.round(count / 4));
  await run(Math.round(count / 2));
  const { memory, code } = await run(null);
  const names = (await readdir(results)).filter((name) => !name.startsWith('patina-batch.'));
  const twice = names.filter((name) => /-restored-\d+\./.test(name)).length;
  console.log(`${count} photos, ${good} good: ${names.length} results, ${twice} of them done twice; exit code ${code}`);
  const quarter = Math.ceil(memory.length / 4);
  for (let part = 0; part < 4; part += 1) {
    const peak = Math.max(0, ...memory.slice(part * quarter, (part + 1) * quarter));
    console.log(
      `memory of all processes, quarter ${part + 1} of the last run: at most ${(peak / mebibyte).toFixed(0)} MiB`,
    );
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
