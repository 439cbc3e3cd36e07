/**
 * A batch of many mixed photos, killed twice: how often each good photo was done, and whether memory stays flat. Flat is
 * told by the quarters of the last run's photos, which have as many huge ones each: the most that was taken, and the
 * least, which is what no photo needs any more.
 * Usage: npm run bench:batch [-- --photos N --huge PIXELS --every M --json FILE]: so many photos, the long side of a huge one, one
 * huge one among so many
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
import { BenchReport } from './report.ts';

const sampleEveryMs = 250;
const mebibyte = 1024 * 1024;
const formats = ['jpeg', 'png', 'webp', 'tiff'] as const;
/** One in so many is broken. */
const brokenEvery = 25;

const { values } = parseArgs({
  options: {
    photos: { type: 'string', default: '500' },
    huge: { type: 'string', default: '6000' },
    every: { type: 'string', default: '50' },
    json: { type: 'string' },
  },
});
const [count, hugeSide, hugeEvery] = [Number(values.photos), Number(values.huge), Number(values.every)];
const report = new BenchReport(values.json);
const folder = await mkdtemp(join(tmpdir(), 'patina-bench-'));
const [photos, results] = [join(folder, 'photos'), join(folder, 'results')];

/** What was taken at a moment, and how many results there were. */
interface Sample {
  readonly bytes: number;
  readonly done: number;
}

/** Runs the batch; with `killAt`, until so many results are there. Resolves with memory by time and the exit code. */
async function run(killAt: number | null): Promise<{ samples: Sample[]; code: number | null }> {
  const args = ['out/cli/index.js', 'batch', photos, '-i', 'remove the noise', '--out-dir', results];
  // As the installed command starts.
  const child = spawn(process.execPath, args, { stdio: 'ignore', env: { ...process.env, ...frugalMemory } });
  const samples: Sample[] = [];
  const sampler = setInterval(() => {
    const bytes = treeMemory(child.pid ?? 0).own;
    void resultNames().then((names) => {
      samples.push({ bytes, done: names.length });
      if (killAt !== null && names.length >= killAt) child.kill('SIGKILL');
    });
  }, sampleEveryMs);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(sampler);
  return { samples, code };
}

async function resultNames(): Promise<string[]> {
  return (await readdir(results)).filter((name) => /-restored/.test(name));
}

/** Says what was taken while each quarter of the photos was done, and while the report was written. */
function sayMemory(samples: readonly Sample[]): void {
  const [first, last] = [samples[0]?.done ?? 0, samples.at(-1)?.done ?? 0];
  const mebibytes = (bytes: number) => (bytes / mebibyte).toFixed(0);
  const say = (when: string, isMeant: (done: number) => boolean): void => {
    const taken = samples.filter(({ done }) => isMeant(done)).map(({ bytes }) => bytes);
    if (taken.length === 0) return;
    report.tell(`${when}: ${mebibytes(Math.min(...taken))} to ${mebibytes(Math.max(...taken))} MiB`);
  };
  report.tell(`memory of all processes in the last run, which did ${last - first} photos`);
  for (let part = 0; part < 4; part += 1) {
    // Before its first result the processes only start.
    const [from, to] = [part, part + 1].map((at) => first + Math.round((at * (last - first)) / 4));
    say(`  quarter ${part + 1}`, (done) => done >= Math.max(from ?? 0, first + 1) && done < (to ?? 0));
  }
  say('  at the end', (done) => done === last);
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
  const { samples, code } = await run(null);
  const names = await resultNames();
  const twice = names.filter((name) => /-restored-\d+\./.test(name)).length;
  report.tell(`${count} photos, ${good} good: ${names.length} results, ${twice} of them done twice; exit code ${code}`);
  sayMemory(samples);
  await report.write();
} finally {
  await rm(folder, { recursive: true, force: true });
}
