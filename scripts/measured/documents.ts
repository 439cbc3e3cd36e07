/** The parts of documents that are written by a script, between marks, so that no figure is copied by hand. */
import { exportKeys } from '../../bench/evaluation/gates.ts';
import { aimsOf, goalSentence } from '../../bench/evaluation/goals.ts';
import type { Evaluation } from '../../bench/evaluation/results.ts';
import type { RestorationManifest } from '../../src/engine/inference/manifest.ts';
import { cleanSentence, gateSentence, gateTable, mixtureTable, paperTable, setTable, wrongTable } from './tables.ts';

/** The text between `<!-- name -->` and `<!-- /name -->`; throws where a document has no such part. */
export function partOf(document: string, name: string): string {
  const { start, end } = placeOf(document, name);
  return document.slice(start, end).trim();
}

/** The document with that text replaced. */
export function withPart(document: string, name: string, text: string): string {
  const { start, end } = placeOf(document, name);
  return `${document.slice(0, start)}\n${text.trim()}\n${document.slice(end)}`;
}

function placeOf(document: string, name: string): { start: number; end: number } {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const at = document.indexOf(open);
  const end = document.indexOf(close);
  if (at < 0 || end < at) throw new Error(`The document has no part between ${open} and ${close}.`);
  return { start: at + open.length, end };
}

/** PSNR of every set in dB, of mixtures by the proposed chain, as the manifest holds them; the export's own figures stay. */
export function measuredOf(evaluation: Evaluation, before: Readonly<Record<string, number>>): Record<string, number> {
  const hundredths = (value: number): number => Number(value.toFixed(2));
  return {
    ...Object.fromEntries(evaluation.sets.map(({ set, ours }) => [set, hundredths(ours.psnr)])),
    ...Object.fromEntries(evaluation.mixtures.map(({ set, proposed }) => [set, hundredths(proposed.psnr)])),
    ...ofExport(before),
  };
}

/** What the export found and the evaluation cannot. */
export function ofExport(measured: Readonly<Record<string, number>>): Record<string, number> {
  const keys: readonly string[] = Object.values(exportKeys);
  return Object.fromEntries(Object.entries(measured).filter(([name]) => keys.includes(name)));
}

/** The figures of a model card. */
export function cardPart(evaluation: Evaluation): string {
  const { sets, mixtures, gates, model } = evaluation;
  return [
    setTable(sets, model),
    'Several faults at once, with no words, and with the faults named:',
    mixtureTable(mixtures),
    goalSentence(aimsOf(evaluation)),
    'Against the papers, whose networks were trained for days on each set’s own training half:',
    paperTable(sets, model),
    'What is said matters: every sentence of another task on up to six pictures of each set.',
    wrongTable(sets),
    cleanSentence(evaluation),
    'Gates that hold always, or do not:',
    gateTable(gates),
  ].join('\n\n');
}

/** The figures of the README for the network that is used where none is named. */
export function readmePart(evaluation: Evaluation, manifest: RestorationManifest): string {
  const { sets, mixtures, gates, model } = evaluation;
  return [
    trainingSentence(manifest),
    setTable(sets, model),
    goalSentence(aimsOf(evaluation)),
    'Against the papers, whose networks were trained for days on each set’s own training half:',
    paperTable(sets, model),
    'Several faults at once, with no words (`npm run eval -- --only mix`): the chain that is proposed for each picture, and the same\nwith the faults named, which shows what diagnosing them costs.',
    mixtureTable(mixtures),
    cleanSentence(evaluation),
    `${gateSentence(gates)} [The card](resources/models/${model}/README.md) has all of them with their figures.`,
  ].join('\n\n');
}

/** How much a network has seen. */
export function trainingSentence({ id, version, training }: RestorationManifest): string {
  const crops = training.crops.toLocaleString('en-US');
  return `\`${id}\` ${version} has seen ${crops} crops in ${training.hours.toFixed(1)} hours on ${training.hardware}.`;
}

/** The README's short word on a network that has a card of its own; of the manifest alone. */
export function shortPart({ id, measured }: Pick<RestorationManifest, 'id' | 'measured'>): string {
  const figure = (set: string): string => (measured[set] ?? Number.NaN).toFixed(2);
  const gaussian = [15, 25, 50].map((sigma) => figure(`CBSD68 sigma ${sigma}`)).join(' / ');
  return `\`${id}\` reaches ${gaussian} dB on CBSD68, ${figure('Rain100L (10 pairs)')} on Rain100L (10 pairs) and ${figure('bench lowlight')} on bench lowlight;\n[its card](resources/models/${id}/README.md) has the whole table (\`npm run eval -- --model ${id}\`).`;
}
