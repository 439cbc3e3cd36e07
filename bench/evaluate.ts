/**
 * Measures the shipped networks through the built command line, tiles included: per set the input's PSNR and SSIM, ours,
 * the papers' figures, the goals and which of them is reached; then the gates that hold always. Ends with 1 where a gate
 * fails. Usage: npm run eval [-- --data ../shared/data/eval --only noise --model fast --most 3 --json FILE --keep FOLDER]
 *
 * - only: sets with this in their names, and of `clean`, `tiles`, `gradients` and `half` those with it in theirs
 * - most: so many pictures of a set, spread evenly
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseManifest } from '../src/engine/inference/manifest.ts';
import { onCpu } from '../src/engine/ports.ts';
import { openEngine } from './evaluation/engine.ts';
import {
  cleanGates,
  driftGates,
  exportGates,
  gradientGates,
  halfGates,
  sentenceGate,
  tileGate,
} from './evaluation/gates.ts';
import { aimsOf, goalSentence } from './evaluation/goals.ts';
import { measureGradients } from './evaluation/gradients.ts';
import { measureHalf } from './evaluation/half.ts';
import { type MeasuredSet, measureClean, measureMixture, measureSet, type Run } from './evaluation/measureSets.ts';
import { cleanLines, gateLines, mixtureLines, setHeading, setLines, wrongLines } from './evaluation/report.ts';
import { checksums, type Evaluation, type Gate, type MixtureResult } from './evaluation/results.ts';
import { evaluationSets, mixtures } from './evaluation/sets.ts';
import { taskPictures } from './evaluation/taskPictures.ts';
import { measureTiles } from './evaluation/tiles.ts';
import { measureWrong } from './evaluation/wrongSentences.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/eval' },
    only: { type: 'string', default: '' },
    model: { type: 'string', default: 'instruct' },
    most: { type: 'string' },
    json: { type: 'string' },
    keep: { type: 'string' },
  },
});
if (!existsSync(values.data)) {
  console.error(`No evaluation sets in ${values.data}. Name their folder: npm run eval -- --data FOLDER`);
  process.exit(2);
}
const manifestFile = join('resources', 'models', values.model, 'manifest.json');
const manifest = parseManifest(await readFile(manifestFile, 'utf8'), manifestFile);
const most = values.most === undefined ? null : Number(values.most);
const work = values.keep ?? (await mkdtemp(join(tmpdir(), 'patina-evaluation-')));
const run: Run = { data: values.data, work, model: values.model, most: most ?? Number.POSITIVE_INFINITY };
const isAsked = (name: string): boolean => name.includes(values.only);
const print = (lines: readonly string[]): void => {
  for (const line of lines) console.log(line);
};

try {
  const evaluation = await evaluate();
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(evaluation, null, 2)}\n`);
  if (evaluation.gates.some(({ passed }) => passed === false)) process.exitCode = 1;
} finally {
  if (values.keep === undefined) await rm(work, { recursive: true, force: true });
}

async function evaluate(): Promise<Evaluation> {
  console.log(setHeading);
  const measured: MeasuredSet[] = [];
  for (const set of evaluationSets.filter(({ name }) => isAsked(name))) {
    const found = await measureSet(set, run);
    measured.push(found);
    print(setLines(found.result));
  }
  const mixed: MixtureResult[] = [];
  for (const mixture of mixtures.filter(({ name }) => isAsked(name))) {
    const found = await measureMixture(mixture, run);
    mixed.push(found);
    print(mixtureLines(found));
  }
  const clean = isAsked('clean') ? await measureClean(run) : null;
  if (clean !== null) print(cleanLines(clean));
  const sets = await measureWrong(measured, run);
  if (sets.length > 0) print(['', 'right and wrong sentences, on a part of each set', ...wrongLines(sets)]);
  const gates = [
    ...(clean === null ? [] : cleanGates(clean)),
    ...(sets.length === 0 ? [] : [sentenceGate(sets), ...driftGates(sets)]),
    ...(await engineGates()),
    ...exportGates(manifest.measured),
  ];
  print(['', goalSentence(aimsOf({ sets, mixtures: mixed })), '', 'gates', ...gateLines(gates)]);
  const files = checksums(manifest);
  const { model, only } = values;
  return { model, version: manifest.version, files, only, most, sets, mixtures: mixed, clean, gates };
}

/** The gates that need the engine itself. */
async function engineGates(): Promise<Gate[]> {
  const gates: Gate[] = [];
  if (!['tiles', 'gradients', 'half'].some(isAsked)) return gates;
  const engine = await openEngine(values.model, onCpu);
  try {
    const pictures = isAsked('tiles') || isAsked('half') ? await taskPictures(run) : [];
    if (isAsked('tiles')) gates.push(tileGate(await measureTiles(pictures, engine)));
    if (isAsked('gradients')) gates.push(...gradientGates(await measureGradients(engine)));
    if (isAsked('half')) gates.push(...halfGates(await measureHalf(values.model, pictures, engine)));
    return gates;
  } finally {
    await engine.close();
  }
}
