/** Limits that hold always, whatever the PSNR: each with what was measured, by task, set, photo or device. */
import type { GradientStep } from './gradients.ts';
import type { HalfResult } from './half.ts';
import { mean } from './metrics.ts';
import type { CleanResult, Gate, SetResult, WorstDrift } from './results.ts';
import type { TileLoss } from './tiles.ts';
import { difference, rightMinusWrong } from './wrongSentences.ts';

export const limits = {
  /** dB */
  clean: 40,
  rightMinusWrong: 3,
  tiles: 0.1,
  half: 50,
  parity: 60,
  /** 8-bit levels */
  step: 1,
  drift: 1,
} as const;

/** What only the export can measure, as it writes it into the manifest: the least of all tasks in dB, and a value. */
export const exportKeys = {
  parity: 'ONNX Runtime against PyTorch',
  half: 'half against single precision',
  largest: 'largest value in half precision',
} as const;
/** From here on a number of 16 bits is infinite. */
const overflow = 65504;

/** Photos without a fault come back as they were. */
export function cleanGates({ auto, drift }: CleanResult): Gate[] {
  const psnr = mean(auto.map((photo) => photo.psnr));
  const least = Math.min(...auto.map((photo) => photo.psnr));
  const within = auto.filter((photo) => photo.change <= photo.noise);
  return [
    {
      gate: `clean photos with no words: at least ${limits.clean} dB`,
      passed: psnr >= limits.clean,
      said: `${psnr.toFixed(2)} dB on average, the worst ${least.toFixed(2)} dB`,
      figures: Object.fromEntries(auto.map((photo) => [photo.picture, photo.psnr])),
    },
    {
      gate: 'clean photos with no words: none changed by more than its noise',
      passed: within.length === auto.length,
      said: `${within.length} of ${auto.length} within; change over noise up to ${Math.max(...auto.map(overNoise)).toFixed(2)}`,
      figures: Object.fromEntries(auto.map((photo) => [photo.picture, overNoise(photo)])),
    },
    driftGate('clean photos with no words', [['clean', drift]]),
  ];
}

function overNoise({ change, noise }: { readonly change: number; readonly noise: number }): number {
  return change / noise;
}

/** What is asked for matters. */
export function sentenceGate(sets: readonly SetResult[]): Gate {
  const byTask = Object.entries(rightMinusWrong(sets));
  const bySet = sets.flatMap(({ set, wrong }) => (wrong === null ? [] : [[set, difference(wrong)] as const]));
  return atLeast('right minus wrong sentence', limits.rightMinusWrong, byTask, bySet);
}

/** Faults that are not of light are undone without a change of light, colour or place. */
export function driftGates(sets: readonly SetResult[]): Gate[] {
  const found = sets.flatMap(({ set, drift }) => (drift === null ? [] : [[set, drift] as const]));
  return found.length === 0 ? [] : [driftGate('faults that are not of light', found)];
}

function driftGate(what: string, found: readonly (readonly [string, WorstDrift])[]): Gate {
  const amount = (drift: WorstDrift): number => Math.max(Math.abs(drift.channel), drift.shift);
  const [name, worst] = found.reduce((most, each) => (amount(each[1]) > amount(most[1]) ? each : most));
  const beyond = found.filter(([, drift]) => amount(drift) > limits.drift).map(([set]) => set);
  const where = `${name}, ${worst.picture}: channel ${signed(worst.channel)}, shift ${worst.pixels.toFixed(3)} px = ${worst.shift.toFixed(2)}`;
  return {
    gate: `${what}: never darker, tinted or shifted by more than ${limits.drift}/255`,
    passed: beyond.length === 0,
    said: beyond.length === 0 ? `worst picture ${where}` : `beyond in ${beyond.join(', ')}; worst ${where}`,
    figures: Object.fromEntries(
      found.flatMap(([set, drift]) => [
        [`${set}: channel`, drift.channel],
        [`${set}: shift`, drift.shift],
      ]),
    ),
  };
}

/** Cutting a picture into tiles costs nothing. */
export function tileGate(losses: readonly TileLoss[]): Gate {
  const figures = losses.map(({ task, whole, tiled }) => [task, tiled - whole] as const);
  const [task, worst] = figures.reduce((most, each) => (Math.abs(each[1]) > Math.abs(most[1]) ? each : most));
  const largest = losses.reduce((most, each) => (each.largest > most.largest ? each : most));
  return {
    gate: `small tiles against the whole picture: within ${limits.tiles} dB`,
    passed: Math.abs(worst) <= limits.tiles,
    said: `at most ${signed(worst, 3)} dB (${task}); one value by up to ${largest.largest}/255 (${largest.task})`,
    figures: Object.fromEntries(figures),
  };
}

/** Flat gradients stay smooth, across seams and within tiles. */
export function gradientGates(steps: readonly GradientStep[]): Gate[] {
  const gate = (name: string, kind: 'seam' | 'step'): Gate => {
    const beyond = steps.filter((each) => each[kind] > limits.step).map(({ operation }) => operation);
    const worst = steps.reduce((most, each) => (each[kind] > most[kind] ? each : most));
    const at = `${worst[kind].toFixed(2)}/255 (${worst.operation})`;
    return {
      gate: `flat gradients: ${name} above ${limits.step}/255`,
      passed: beyond.length === 0,
      said: beyond.length === 0 ? `at most ${at}` : `up to ${at}; beyond with ${beyond.join(', ')}`,
      figures: Object.fromEntries(steps.map((each) => [each.operation, each[kind]])),
    };
  };
  return [gate('no seam', 'seam'), gate('no step, the network’s own pattern included,', 'step')];
}

/** The file for half precision is exact enough on every device, and gives numbers. */
export function halfGates(results: readonly HalfResult[]): Gate[] {
  return results.map(({ device, problem, byTask }) => {
    const where = device === 'cpu' ? 'the CPU, which computes it in single precision,' : device;
    const name = `the file for half precision on ${where} against the other`;
    if (problem === null) return atLeast(name, limits.half, Object.entries(byTask));
    const isTrouble = device === 'cpu';
    return { gate: name, passed: isTrouble ? false : null, said: problem, figures: byTask };
  });
}

/** What the export found: the files compute what was trained, and half precision is exact enough and does not overflow. */
export function exportGates(measured: Readonly<Record<string, number>>): Gate[] {
  const [parity, half, largest] = [exportKeys.parity, exportKeys.half, exportKeys.largest].map((key) => measured[key]);
  const gates = {
    parity: `${exportKeys.parity}: above ${limits.parity} dB`,
    half: `${exportKeys.half}, every operation rounded to 16 bits: above ${limits.half} dB, no overflow`,
  };
  const missing = { passed: null, said: 'not in the manifest; python -m restore.export writes it', figures: {} };
  const by = 'least of all tasks, by the export';
  return [
    parity === undefined
      ? { gate: gates.parity, ...missing }
      : { gate: gates.parity, passed: parity > limits.parity, said: `${parity} dB, ${by}`, figures: {} },
    half === undefined || largest === undefined
      ? { gate: gates.half, ...missing }
      : {
          gate: gates.half,
          passed: half > limits.half && largest < overflow,
          said: `${half} dB, ${by}; the largest value is ${largest} of ${overflow}`,
          figures: {},
        },
  ];
}

function atLeast(
  name: string,
  limit: number,
  by: readonly (readonly [string, number])[],
  more: readonly (readonly [string, number])[] = [],
): Gate {
  const below = by.filter(([, value]) => !(value >= limit));
  const [what, least] = by.reduce((most, each) => (each[1] < most[1] ? each : most));
  const list = below.map(([task, value]) => `${task} ${value.toFixed(2)}`).join(', ');
  return {
    gate: `${name}: at least ${limit} dB`,
    passed: below.length === 0,
    said: below.length === 0 ? `least ${least.toFixed(2)} dB (${what})` : `below with ${list}`,
    figures: Object.fromEntries([...by, ...more]),
  };
}

function signed(value: number, digits = 2): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(digits)}`;
}
