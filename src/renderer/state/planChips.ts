/** A plan while it is edited: chips that keep the user's changes when the sentence is read again. */
import type { PlannedStep } from '../../shared/model/instruction.ts';

export interface Chip extends PlannedStep {
  /** Stays the same while the sentence grows, so that a chip does not blink. */
  readonly key: string;
  /** Amount, region or order were changed by hand. */
  readonly edited: boolean;
}

const identity = (step: PlannedStep): string => `${step.operation}|${step.words.trim().toLowerCase()}`;

/**
 * The chips of a fresh plan. A chip of the same operation keeps its key; one that was edited by hand and comes from
 * the same words keeps its amount and region as well.
 */
export function mergePlan(previous: readonly Chip[], steps: readonly PlannedStep[], newKey: () => string): Chip[] {
  const left = [...previous];
  const take = (matches: (chip: Chip) => boolean): Chip | undefined => {
    const index = left.findIndex(matches);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  return steps.map((step) => {
    const same = take((chip) => identity(chip) === identity(step));
    if (same?.edited) return { ...step, ...pickEdited(same), key: same.key, edited: true };
    const relative = same ?? take((chip) => chip.operation === step.operation && !chip.edited);
    return { ...step, key: relative?.key ?? newKey(), edited: false };
  });
}

const pickEdited = ({ parameters, strength, region }: Chip): Pick<Chip, 'parameters' | 'strength' | 'region'> => ({
  parameters,
  strength,
  region,
});

/** The list with one entry at another place. */
export function moveEntry<Entry>(list: readonly Entry[], from: number, to: number): Entry[] {
  const copy = [...list];
  const [entry] = copy.splice(from, 1);
  if (entry === undefined) return copy;
  copy.splice(Math.max(0, Math.min(to, copy.length)), 0, entry);
  return copy;
}
