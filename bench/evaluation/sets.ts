/** What is measured: which degraded pictures, which sentence, which wrong sentence, and what others reach. */
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
  /** A sentence that asks for something else; the right one must beat it. */
  readonly wrong: RestorationTask;
  /** Folders below the data folder; noise is made here, seeded, where `sigma` is set. */
  readonly input: string;
  readonly target: string;
  readonly sigma?: number;
  readonly factor?: 2 | 4;
  /** PSNR in dB that a paper reports on the whole set, with its name. */
  readonly anchor?: string;
}

const bench = (
  name: string,
  task: RestorationTask,
  wrong: RestorationTask,
  rest: Partial<EvaluationSet> = {},
): EvaluationSet => ({
  name: `bench ${name}`,
  task,
  wrong,
  input: `bench/${name}`,
  target: 'bench/target',
  ...rest,
});

const cbsd68 = (sigma: number, anchor: string): EvaluationSet => ({
  name: `CBSD68 sigma ${sigma}`,
  task: 'denoise',
  wrong: 'lowlight',
  input: 'CBSD68/target',
  target: 'CBSD68/target',
  sigma,
  anchor,
});

/** All sets; the anchors are InstructIR-5D's figures, trained for days on each set's own training half. */
export const evaluationSets: readonly EvaluationSet[] = [
  cbsd68(15, '34.00 InstructIR-5D'),
  cbsd68(25, '31.40 InstructIR-5D'),
  cbsd68(50, '28.15 InstructIR-5D'),
  {
    name: 'Rain100L (10 pairs)',
    task: 'derain',
    wrong: 'lowlight',
    input: 'Rain100L/input',
    target: 'Rain100L/target',
    anchor: '36.84 InstructIR-5D (100 pairs)',
  },
  {
    name: 'SOTS outdoor (2 pairs)',
    task: 'dehaze',
    wrong: 'denoise',
    input: 'SOTS_outdoor/input',
    target: 'SOTS_outdoor/target',
    anchor: '27.10 InstructIR-5D (500 pairs)',
  },
  bench('noise25', 'denoise', 'lowlight'),
  bench('noise_camera', 'denoise', 'lowlight'),
  bench('jpeg10', 'dejpeg', 'lowlight'),
  bench('jpeg20', 'dejpeg', 'lowlight'),
  bench('jpeg40', 'dejpeg', 'lowlight'),
  bench('blur_shake', 'deblur', 'lowlight'),
  bench('blur_defocus', 'deblur', 'lowlight'),
  bench('rain', 'derain', 'lowlight'),
  bench('haze', 'dehaze', 'denoise'),
  bench('lowlight', 'lowlight', 'denoise'),
  bench('scratches', 'descratch', 'lowlight'),
  bench('faded', 'enhance', 'denoise'),
  bench('enhance', 'enhance', 'denoise'),
  bench('upscale2', 'upscale', 'lowlight', { factor: 2 }),
  bench('upscale4', 'upscale', 'lowlight', { factor: 4 }),
];

/** Pictures with several faults at once: what is asked for is the chain that Patina proposes, and `told`. */
export const mixtures: readonly (Pick<EvaluationSet, 'name' | 'input' | 'target'> & { readonly told: string })[] = [
  ['mix_noise_blur', 'remove the noise, then remove the blur'],
  ['mix_rain_haze', 'remove the rain, then remove the haze'],
  ['mix_haze_noise', 'remove the noise, then remove the haze'],
  ['mix_dark_noise_jpeg', 'remove the JPEG artefacts, then remove the noise, then light up the dark photo'],
].map(([name = '', told = '']) => ({ name: `bench ${name}`, input: `bench/${name}`, target: 'bench/target', told }));
