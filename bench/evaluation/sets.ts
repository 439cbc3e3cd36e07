/** What is measured: which degraded pictures, and what is said for them. */
import type { RestorationTask } from '../../src/shared/model/operation.ts';

/** The sentence that an evaluation says for a task. */
export const sentences: Readonly<Record<RestorationTask, string>> = {
  denoise: 'remove the noise',
  deblur: 'remove the blur',
  derain: 'remove the rain',
  dehaze: 'remove the haze',
  lowlight: 'this photo is too dark, light it up',
  dejpeg: 'remove the JPEG artefacts',
  descratch: 'remove the scratches',
  enhance: 'improve the dull colours and contrast',
  upscale: 'enlarge it 2x',
};

export interface EvaluationSet {
  readonly name: string;
  readonly task: RestorationTask;
  /** Folders below the data folder; noise is made here, seeded, where `sigma` is set. */
  readonly input: string;
  readonly target: string;
  readonly sigma?: number;
  readonly factor?: 2 | 4;
}

/** Tasks whose fault is one of light or colour: what they change is the mean of a picture. */
export const tasksOfLight: readonly RestorationTask[] = ['dehaze', 'lowlight', 'enhance'];

const bench = (name: string, task: RestorationTask, rest: Partial<EvaluationSet> = {}): EvaluationSet => ({
  name: `bench ${name}`,
  task,
  input: `bench/${name}`,
  target: 'bench/target',
  ...rest,
});

const cbsd68 = (sigma: number): EvaluationSet => ({
  name: `CBSD68 sigma ${sigma}`,
  task: 'denoise',
  input: 'CBSD68/target',
  target: 'CBSD68/target',
  sigma,
});

/** All sets with one fault. */
export const evaluationSets: readonly EvaluationSet[] = [
  cbsd68(15),
  cbsd68(25),
  cbsd68(50),
  { name: 'Rain100L (10 pairs)', task: 'derain', input: 'Rain100L/input', target: 'Rain100L/target' },
  { name: 'SOTS outdoor (2 pairs)', task: 'dehaze', input: 'SOTS_outdoor/input', target: 'SOTS_outdoor/target' },
  bench('noise25', 'denoise'),
  bench('noise_camera', 'denoise'),
  bench('jpeg10', 'dejpeg'),
  bench('jpeg20', 'dejpeg'),
  bench('jpeg40', 'dejpeg'),
  bench('blur_shake', 'deblur'),
  bench('blur_defocus', 'deblur'),
  bench('rain', 'derain'),
  bench('haze', 'dehaze'),
  bench('lowlight', 'lowlight'),
  bench('scratches', 'descratch'),
  bench('faded', 'enhance'),
  bench('enhance', 'enhance'),
  bench('upscale2', 'upscale', { factor: 2 }),
  bench('upscale4', 'upscale', { factor: 4 }),
];

/** What is said for a set. */
export function sentenceOf({ task, factor }: Pick<EvaluationSet, 'task' | 'factor'>): string {
  return factor === 4 ? 'enlarge it 4x' : sentences[task];
}

/** Pictures with several faults at once: what is asked for is the chain that Patina proposes, and `told`. */
export const mixtures: readonly (Pick<EvaluationSet, 'name' | 'input' | 'target'> & { readonly told: string })[] = [
  ['mix_noise_blur', 'remove the noise, then remove the blur'],
  ['mix_rain_haze', 'remove the rain, then remove the haze'],
  ['mix_haze_noise', 'remove the noise, then remove the haze'],
  ['mix_dark_noise_jpeg', 'remove the JPEG artefacts, then remove the noise, then light up the dark photo'],
].map(([name = '', told = '']) => ({ name: `bench ${name}`, input: `bench/${name}`, target: 'bench/target', told }));
