import { readFileSync } from 'node:fs';
import type { SentenceEncoder } from '../../../../src/engine/instruction/textEncoder.ts';
import { understand } from '../../../../src/engine/instruction/understand.ts';
import type { PlannedStep } from '../../../../src/shared/model/instruction.ts';

/** A sentence with the plan that it must give; `words` and `confidence` of a step are free. */
export interface Case {
  readonly language: string;
  readonly text: string;
  readonly steps: readonly Omit<PlannedStep, 'words' | 'confidence'>[];
  readonly declined: boolean;
}

/** Cases of `tests/instructions/`. */
export function readCases(name: string): Case[] {
  return JSON.parse(readFileSync(new URL(`../../../instructions/${name}`, import.meta.url), 'utf8')) as Case[];
}

/** The sentences that were not understood exactly, each with what was expected and what came. */
export async function misunderstood(cases: readonly Case[], encoder: SentenceEncoder): Promise<Map<Case, string>> {
  const wrong = new Map<Case, string>();
  for (const expected of cases) {
    const { plan } = await understand(expected.text, encoder);
    const came = plan.steps.map(({ operation, parameters, strength, region }) => ({
      operation,
      parameters,
      strength,
      region,
    }));
    if (canonical(came) !== canonical(expected.steps) || (plan.declined !== null) !== expected.declined) {
      wrong.set(
        expected,
        `${expected.text}\n  expected ${canonical(expected.steps)}\n  came     ${canonical(came)} ${plan.declined?.reason ?? ''}`,
      );
    }
  }
  return wrong;
}

function canonical(steps: readonly Omit<PlannedStep, 'words' | 'confidence'>[]): string {
  return steps
    .map(({ operation, parameters, strength, region }) => {
      const values = Object.entries(parameters).sort(([a], [b]) => a.localeCompare(b));
      return `${operation} ${JSON.stringify(values)} ${strength} ${JSON.stringify(region)}`;
    })
    .join(' | ');
}
