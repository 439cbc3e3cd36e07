import { assertNever } from '../shared/base/assert.ts';
import { type OperationId, operations } from '../shared/model/operation.ts';
import type { Region } from '../shared/model/recipe.ts';

interface Planned {
  readonly operation: OperationId;
  readonly parameters: Readonly<Record<string, number>>;
  readonly strength: number;
  readonly region: Region;
  readonly words: string;
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : String(value);
}

function parameterText(name: string, value: number): string {
  switch (name) {
    case 'ev':
      return `${signed(value)} EV`;
    case 'factor':
      return `${value}×`;
    case 'leaveBelow':
      return `parts below ${value} % left as they are`;
    case 'radius':
      return `radius ${value} px`;
    default:
      return signed(value);
  }
}

function regionText(region: Region): string | null {
  if (region === null) return null;
  if (typeof region === 'object') return region.words;
  switch (region) {
    case 'mask':
      return 'inside the mask';
    case 'outside-mask':
      return 'outside the mask';
    default:
      return assertNever(region, 'region of a step');
  }
}

/** One step as a person reads it: `Denoise · 70 % · inside the mask   "get the grain out"`. */
export function stepText(step: Planned): string {
  const { label, kind } = operations[step.operation];
  const parts: string[] = [label.en];
  for (const [name, value] of Object.entries(step.parameters)) parts.push(parameterText(name, value));
  if (kind === 'restoration' || step.strength !== 1) parts.push(`${Math.round(step.strength * 100)} %`);
  const region = regionText(step.region);
  if (region !== null) parts.push(region);
  return parts.join(' · ') + (step.words === '' ? '' : `   "${step.words}"`);
}

/** A plan as numbered lines. */
export function planLines(steps: readonly Planned[]): string[] {
  return steps.map((step, index) => `  ${index + 1}. ${stepText(step)}`);
}
