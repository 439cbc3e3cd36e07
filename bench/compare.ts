/**
 * What a denoised megapixel costs and what it is worth, Patina beside what people have today, in one run.
 * Usage: npm run bench:compare [-- --data ../shared/data/eval --python .venv/bin/python --json FILE --plot FILE]
 *
 * - cost: the whole command (start, decode, tiles with their halo, encode) on a JPEG photo of 24 megapixels, the shorter of
 *   two rounds in turn; of InstructIR the network alone, on six tiles without any halo, and so too of Patina, with its halo
 * - worth: PSNR on CBSD68 with Gaussian noise of sigma 25; of InstructIR, whose weights are not here, its paper's figure
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { parseArgs } from 'node:util';
import { anchors } from './evaluation/anchors.ts';
import { mean, psnr, readPixels } from './evaluation/metrics.ts';
import { type Pair, prepareInputs } from './evaluation/prepareInputs.ts';
import { restoreFiles } from './evaluation/restoreFiles.ts';
import { evaluationSets, sentences } from './evaluation/sets.ts';
import { machine } from './machine.ts';
import { denoising, largePhoto } from './photos.ts';
import { asPatina, pureInference } from './pureInference.ts';
import { type Denoiser, installedDenoisers } from './rivals/denoisers.ts';
import { openInstructIr } from './rivals/instructIr.ts';
import { type Point, plot } from './rivals/plot.ts';
import { timedCommand } from './timedCommand.ts';

const photoSize = { width: 6000, height: 4000 };
const megapixels = (photoSize.width * photoSize.height) / 1e6;
const rounds = 2;
/** Pictures that a denoiser's strength is chosen on. */
const tuningPictures = 6;
const setName = 'CBSD68 sigma 25';
const alone = ', network alone';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/eval' },
    python: { type: 'string', default: '.venv/bin/python' },
    json: { type: 'string' },
    plot: { type: 'string' },
  },
});
const set = evaluationSets.find(({ name }) => name === setName);
const reported = anchors[setName]?.find(({ system }) => system === 'InstructIR-5D');
if (set === undefined || reported === undefined || !existsSync(join(values.data, set.target))) {
  console.error(
    `No CBSD68 in ${values.data}. Name the folder of the evaluation sets: npm run bench:compare -- --data FOLDER`,
  );
  process.exit(2);
}

/** A program that restores files, from the start of its process to the last file. */
interface Contender {
  readonly name: string;
  /** Where it is Patina with this model. */
  readonly model: string | null;
  /** A photo to a JPEG in `folder`. */
  restore(photo: string, folder: string): Promise<unknown>;
  /** Pictures to PNGs in `folder`; by picture. */
  measure(inputs: readonly string[], folder: string): Promise<ReadonlyMap<string, string>>;
}

const work = await mkdtemp(join(tmpdir(), 'patina-compare-'));
let folders = 0;
const freshFolder = async (): Promise<string> => {
  folders += 1;
  const folder = join(work, `out-${folders}`);
  await mkdir(folder);
  return folder;
};

try {
  const pairs = await prepareInputs(set, values.data, join(work, 'input'));
  const photo = await largePhoto(work, photoSize);
  const { found, missing } = await installedDenoisers(values.python);
  for (const sentence of missing) console.log(sentence);
  const contenders: Contender[] = ['instruct', 'fast']
    .filter((model) => existsSync(join('resources', 'models', model)))
    .map((model) => ({
      name: `Patina ${model}`,
      model,
      restore: (input, folder) => timedCommand(denoising(input, join(folder, 'restored.jpg'), model), null),
      measure: (inputs, folder) => restoreFiles(inputs, sentences.denoise, folder, model),
    }));
  for (const denoiser of found) contenders.push(await tuned(denoiser, pairs.slice(0, tuningPictures)));

  const timeInstructIr = await openInstructIr(values.python, work);
  if (timeInstructIr === null) {
    console.log(`InstructIR is left out: ${values.python} has no PyTorch (pip install -e training)`);
  }

  const perMegapixel = new Map<string, number[]>();
  const note = (name: string, took: number): void =>
    void perMegapixel.set(name, [...(perMegapixel.get(name) ?? []), took]);
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) {
      const folder = await freshFolder();
      const started = performance.now();
      await contender.restore(photo, folder);
      note(contender.name, (performance.now() - started) / 1000 / megapixels);
      if (contender.model === null) continue;
      const pure = await pureInference(contender.model, photoSize);
      note(`${contender.name}${alone}`, (await pure.seconds(asPatina)) / megapixels);
    }
    if (timeInstructIr === null) continue;
    const instructIr = await timeInstructIr();
    note('InstructIR network, PyTorch', instructIr.pyTorch);
    note('InstructIR network, ONNX Runtime', instructIr.onnxRuntime);
  }

  const qualities = new Map<string, number>();
  for (const contender of contenders) qualities.set(contender.name, await qualityOf(contender, pairs));
  const points: Point[] = [...perMegapixel].map(([name, rounded]) => {
    const contender = contenders.find((each) => each.name === name.replace(alone, ''));
    return {
      name,
      isOurs: contender !== undefined && contender.model !== null,
      psnr: qualities.get(contender?.name ?? '') ?? reported.psnr,
      secondsPerMegapixel: Math.min(...rounded),
    };
  });
  const ours = points.filter(({ isOurs }) => isOurs);
  const headings = ours.map(({ name }) => `times ${name}`);
  console.log(`${'program'.padEnd(36)} s per megapixel   ${headings.join('   ')}   PSNR dB`);
  for (const { name, secondsPerMegapixel, psnr: quality } of points) {
    const times = ours.map((our, at) =>
      (secondsPerMegapixel / our.secondsPerMegapixel).toFixed(2).padStart(headings[at]?.length ?? 0),
    );
    console.log(
      `${name.padEnd(36)} ${secondsPerMegapixel.toFixed(2).padStart(15)}   ${times.join('   ')}   ${quality.toFixed(2).padStart(7)}`,
    );
  }
  const report = { machine: machine(), set: setName, megapixels, rounds: Object.fromEntries(perMegapixel), points };
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
  if (values.plot !== undefined) {
    const programs = points.filter(({ name }) => !name.endsWith(alone));
    await writeFile(values.plot, plot(programs, `Denoising, ${setName}`));
  }
} finally {
  await rm(work, { recursive: true, force: true });
}

async function qualityOf(contender: Contender, pairs: readonly Pair[]): Promise<number> {
  const restored = await contender.measure(
    pairs.map((pair) => pair.input),
    await freshFolder(),
  );
  const each = pairs.map(async (pair) => {
    const file = restored.get(pair.input);
    if (file === undefined) throw new Error(`${contender.name} gave no result for ${pair.input}.`);
    return psnr(await readPixels(file), pair.target);
  });
  return mean(await Promise.all(each));
}

/** The denoiser at the strength that is best on some of the very pictures that it is measured with. */
async function tuned(denoiser: Denoiser, pairs: readonly Pair[]): Promise<Contender> {
  const at = (strength: number): Contender => ({
    name: denoiser.name,
    model: null,
    restore: (photo, folder) => denoiser.run([photo], strength, folder, 'jpg'),
    measure: async (inputs, folder) => {
      await denoiser.run(inputs, strength, folder, 'png');
      return new Map(inputs.map((input) => [input, join(folder, `${parse(input).name}.png`)]));
    },
  });
  let best = { psnr: -1, strength: denoiser.strengths[0] ?? 0 };
  for (const strength of denoiser.strengths) {
    const reached = await qualityOf(at(strength), pairs);
    console.log(`${denoiser.name}, strength ${strength}: ${reached.toFixed(2)} dB on ${pairs.length} pictures`);
    if (reached > best.psnr) best = { psnr: reached, strength };
  }
  return at(best.strength);
}
