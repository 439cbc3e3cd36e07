import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/base/canonicalJson.ts';
import type { Size } from '../../shared/base/geometry.ts';
import type { EditStep } from '../../shared/logic/editStep.ts';
import type { BrushMask } from '../../shared/model/mask.ts';
import { operations } from '../../shared/model/operation.ts';
import { brushCoverage } from '../mask/brush.ts';
import type { Coverage } from '../mask/coverage.ts';
import type { EnlargeFactor } from '../operations/upscale.ts';

const nothingPainted: BrushMask = { strokes: [], inverted: false };
const maskHashes = new WeakMap<BrushMask, string>();

/** The words that condition the network: the user's own, or the operation's sentence. */
export function sentenceOf(step: EditStep): string {
  const words = step.words.trim();
  return words === '' ? operations[step.operation].sentence : words;
}

/** How much larger a step makes the picture. */
export function factorOf(step: EditStep): 1 | EnlargeFactor {
  return 'factor' in step.parameters ? step.parameters.factor : 1;
}

/** False where a step leaves its input as it is: off, without strength, or meant for a place that has no mask. */
export function hasEffect(step: EditStep): boolean {
  if (!step.enabled || step.strength === 0) return false;
  if (step.region === null || step.region === 'outside-mask') return true;
  if (step.region !== 'mask') return false;
  const mask = step.mask ?? nothingPainted;
  return mask.inverted || mask.strokes.some((stroke) => !stroke.erase);
}

/** Where a step works, on a picture of `size` that shows the source `scale` times as large; null for everywhere. */
export function coverageOf(step: EditStep, size: Size, scale: number): Coverage | null {
  if (step.region === null) return null;
  return brushCoverage(step.mask ?? nothingPainted, size, scale, step.region === 'outside-mask');
}

/** What a network makes of an input depends on nothing else than this. */
export function resultKey(input: string, step: EditStep, model: string): string {
  return hash([input, model, step.operation, step.parameters, sentenceOf(step)]);
}

/** What comes out of a step depends on its input or result and on how it is blended. */
export function outputKey(input: string, result: string, step: EditStep): string {
  return hash([input, result, step.strength, step.region, step.region === null ? null : maskHash(step.mask)]);
}

/** What an adjustment makes of its input. */
export function adjustmentKey(input: string, step: EditStep): string {
  return hash([input, step.operation, step.parameters]);
}

function maskHash(mask: BrushMask | null): string {
  if (mask === null) return '';
  const known = maskHashes.get(mask);
  if (known !== undefined) return known;
  const made = hash(mask);
  maskHashes.set(mask, made);
  return made;
}

function hash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 32);
}
