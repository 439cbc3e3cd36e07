/**
 * Measures the shipped networks through the built command line, tiles included: per set the input's PSNR and SSIM,
 * ours, what a wrong sentence gives, and a paper's figure. Usage: npm run eval [-- --data ../shared/data/eval --only noise --model fast]
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { mean, type Pixels, psnr, readPixels } from './evaluation/metrics.ts';
import { type Pair, prepareInputs } from './evaluation/prepareInputs.ts';
import { restoreFiles } from './evaluation/restoreFiles.ts';
import { evaluationSets, mixtures, sentences } from './evaluation/sets.ts';
import { ssim } from './evaluation/ssim.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/eval' },
    only: { type: 'string', default: '' },
    model: { type: 'string', default: 'instruct' },
    json: { type: 'string' },
    keep: { type: 'string' },
  },
});
if (!existsSync(values.data)) {
  console.error(`No evaluation sets in ${values.data}. Name their folder: npm run eval -- --data FOLDER`);
  process.exit(2);
}
const work = values.keep ?? (await mkdtemp(join(tmpdir(), 'patina-evaluation-')));
const rows: Record<string, unknown>[] = [];
const decibels = (value: number): string => value.toFixed(2).padStart(6);

async function measure(pairs: readonly Pair[], restored: ReadonlyMap<string, string>, of: (p: Pair) => string) {
  const all: { psnr: number; ssim: number }[] = [];
  for (const pair of pairs) {
    const file = restored.get(pair.stem) ?? restored.get(`${pair.stem}-bicubic`);
    if (file === undefined) throw new Error(`No result for ${of(pair)}.`);
    const pixels: Pixels = await readPixels(file);
    all.push({ psnr: psnr(pixels, pair.target), ssim: ssim(pixels, pair.target) });
  }
  return { psnr: mean(all.map((each) => each.psnr)), ssim: mean(all.map((each) => each.ssim)) };
}

try {
  console.log('set                      input dB/SSIM    ours dB/SSIM     gain   right-wrong   anchor');
  for (const set of evaluationSets.filter((each) => each.name.includes(values.only))) {
    const folder = join(work, set.name.replaceAll(/[^a-zA-Z0-9]+/g, '-'));
    const pairs = await prepareInputs(set, values.data, join(folder, 'input'));
    const given = new Map(pairs.map((pair) => [pair.stem, pair.sameSizeInput]));
    const inputs = pairs.map((pair) => pair.input);
    const sameSize = pairs.map((pair) => pair.sameSizeInput);
    const sentence = set.factor === 4 ? 'enlarge it 4x' : sentences[set.task];
    const before = await measure(pairs, given, (pair) => pair.input);
    const ours = await measure(
      pairs,
      await restoreFiles(inputs, sentence, join(folder, 'right'), values.model),
      (p) => p.input,
    );
    const wrongFiles = await restoreFiles(sameSize, sentences[set.wrong], join(folder, 'wrong'), values.model);
    const wrong = await measure(pairs, wrongFiles, (pair) => pair.sameSizeInput);
    rows.push({ set: set.name, sentence, pictures: pairs.length, before, ours, wrong: { task: set.wrong, ...wrong } });
    console.log(
      `${set.name.padEnd(24)} ${decibels(before.psnr)} ${before.ssim.toFixed(3)}   ${decibels(ours.psnr)} ${ours.ssim.toFixed(3)}` +
        `   ${decibels(ours.psnr - before.psnr)}   ${decibels(ours.psnr - wrong.psnr)}        ${set.anchor ?? ''}`,
    );
  }
  for (const mixture of mixtures.filter((each) => each.name.includes(values.only))) {
    const folder = join(work, mixture.name.replaceAll(/[^a-zA-Z0-9]+/g, '-'));
    const pairs = await prepareInputs(mixture, values.data, join(folder, 'input'));
    const inputs = pairs.map((pair) => pair.input);
    const before = await measure(pairs, new Map(pairs.map((pair) => [pair.stem, pair.input])), (pair) => pair.input);
    // By the chain that Patina proposes, and, to see what diagnosing costs, by the faults that are really there.
    for (const sentence of [null, mixture.told]) {
      const restored = await restoreFiles(
        inputs,
        sentence,
        join(folder, sentence === null ? 'proposed' : 'told'),
        values.model,
      );
      const ours = await measure(pairs, restored, (pair) => pair.input);
      rows.push({
        set: mixture.name,
        sentence: sentence ?? 'the proposed chain',
        pictures: pairs.length,
        before,
        ours,
      });
      console.log(
        `${mixture.name.padEnd(24)} ${decibels(before.psnr)} ${before.ssim.toFixed(3)}   ${decibels(ours.psnr)} ${ours.ssim.toFixed(3)}` +
          `   ${decibels(ours.psnr - before.psnr)}   ${sentence ?? 'the proposed chain'}`,
      );
    }
  }
  if ('clean'.includes(values.only)) {
    const set = { input: 'bench/target', target: 'bench/target' };
    const pairs = await prepareInputs(set, values.data, join(work, 'clean'));
    const inputs = pairs.map((pair) => pair.input);
    for (const sentence of [null, sentences.denoise]) {
      const name = sentence ?? 'no words (auto)';
      const folder = join(work, `clean-${sentence === null ? 'auto' : 'told'}`);
      const ours = await measure(
        pairs,
        await restoreFiles(inputs, sentence, folder, values.model),
        (pair) => pair.input,
      );
      rows.push({ set: 'clean photo', sentence: name, pictures: pairs.length, ours });
      console.log(`clean photo: ${name.padEnd(28)} ${decibels(ours.psnr)} ${ours.ssim.toFixed(3)}`);
    }
  }
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(rows, null, 2)}\n`);
} finally {
  if (values.keep === undefined) await rm(work, { recursive: true, force: true });
}
