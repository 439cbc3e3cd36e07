import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/base/canonicalJson.ts';
import type { EditStep } from '../../shared/logic/editStep.ts';
import { emptyMask, type Mask } from '../../shared/model/mask.ts';
import { operations } from '../../shared/model/operation.ts';
import type { Step } from '../../shared/model/recipe.ts';
import type { Coverage } from '../mask/coverage.ts';
import type { MaskRaster } from '../mask/maskRaster.ts';
import type { EnlargeFactor } from '../operations/upscale.ts';

const maskHashes = new WeakMap<Mask, string>();

/** The words that condition the network: the user's own, or the operation's sentence. */
export function sentenceOf(step: EditStep): string {
  const words = step.words.trim();
  return words === '' ? operations[step.operation].sentence : words;
}

/** How much larger a step makes the picture. */
export function factorOf(step: EditStep): 1 | EnlargeFactor {
  return 'factor' in step.parameters ? step.parameters.factor : 1;
}

/** False for a step that is off, without strength, or meant for a place in words: it leaves its input as it is. */
export function hasEffect(step: EditStep): boolean {
  if (!step.enabled || step.strength === 0) return false;
  return step.region === null || typeof step.region === 'string';
}

/** Where a step works, on a picture that shows the source `scale` times as large; null for everywhere. */
export function coverageOf(step: Step, masks: MaskRaster, scale: number): Coverage | null {
  if (step.region === null) return null;
  return masks.coverage(step.mask ?? emptyMask, scale, step.region === 'outside-mask');
}

/** What a network makes of an input depends on nothing else than this. */
export function resultKey(input: string, step: EditStep, model: string): string {
  return hash([input, model, step.operation, withoutIdle(step.parameters), sentenceOf(step)]);
}

/** What comes out of a step depends on its input or result and on how it is blended. */
export function outputKey(input: string, result: string, step: EditStep): string {
  return hash([input, result, step.strength, step.region, step.region === null ? null : maskHash(step.mask)]);
}

/** What an adjustment makes of its input. */
export function adjustmentKey(input: string, step: EditStep): string {
  return hash([input, step.operation, step.parameters]);
}

function maskHash(mask: Mask | null): string {
  if (mask === null) return '';
  const known = maskHashes.get(mask);
  if (known !== undefined) return known;
  // What a mask is called changes no pixel.
  const made = hash({ ...mask, name: '' });
  maskHashes.set(mask, made);
  return made;
}

function hash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 32);
}

/** Nothing to be left and nothing said about it are the same. */
function withoutIdle(parameters: EditStep['parameters']): object {
  return Object.fromEntries(Object.entries(parameters).filter(([name, value]) => name !== 'leaveBelow' || value !== 0));
}
