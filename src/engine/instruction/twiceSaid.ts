import type { PlannedStep } from '../../shared/model/instruction.ts';
import type { Wish } from './classify.ts';
import { measureOf } from './parameters.ts';
import type { Clause } from './splitClauses.ts';

/** A step with how it was said. */
interface Said {
  readonly step: PlannedStep;
  readonly link: Clause['link'];
  readonly direction: Wish['direction'];
}

const complaint =
  /\b(?:too|looks?|came out|turned out|all|everything is)\b|\bcast\b|偏|太|发[黄蓝绿红]|すぎ|っぽい|がかって|被り|かぶり/i;

/** A complaint and its remedy, "too yellow, correct the white balance", "too dark, light it up", are one wish. */
export function withoutTwiceSaid<T extends Said>(drafts: readonly T[]): T[] {
  return withoutCast(withoutBrightening(drafts));
}

/** The cast is what the white balance is to be corrected for. */
function withoutCast<T extends Said>(drafts: readonly T[]): T[] {
  const isCast = ({ step }: T) =>
    (step.operation === 'temperature' || step.operation === 'tint') && complaint.test(step.words);
  const corrects = drafts.some(({ step }) => step.operation === 'whitebalance');
  return corrects ? drafts.filter((draft) => !isCast(draft)) : [...drafts];
}

/**
 * The darkness is what is to be brightened: lighting it up and raising the exposure too would be too much. What is
 * ordered ("then brighten"), measured ("+1 EV") or meant for another place stays a step of its own.
 */
function withoutBrightening<T extends Said>(drafts: readonly T[]): T[] {
  const kept: T[] = [];
  for (const draft of drafts) {
    const last = kept.at(-1);
    if (last !== undefined && last.step.operation === 'lowlight' && isRemedy(last, draft)) {
      const { strength } = measureOf({ operation: 'lowlight', direction: 0, confidence: 1 }, draft.step.words);
      const words = `${last.step.words}, ${draft.step.words}`;
      kept[kept.length - 1] = {
        ...last,
        step: { ...last.step, strength: Math.min(last.step.strength, strength), words },
      };
    } else kept.push(draft);
  }
  return kept;
}

function isRemedy(complained: Said, { step, link, direction }: Said): boolean {
  const isElsewhere = step.region !== null && JSON.stringify(step.region) !== JSON.stringify(complained.step.region);
  return step.operation === 'exposure' && direction === 1 && link !== 'order' && !isElsewhere && !/\d/.test(step.words);
}
