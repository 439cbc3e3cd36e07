import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { diagnosisOf } from '../../../../src/engine/diagnosis/diagnose.ts';
import type { Severities } from '../../../../src/engine/diagnosis/findFaults.ts';
import type { SentenceEncoder } from '../../../../src/engine/instruction/textEncoder.ts';
import { understand } from '../../../../src/engine/instruction/understand.ts';
import { diagnosisSchema } from '../../../../src/shared/model/diagnosis.ts';
import { languages, type RestorationTask, restorationTasks } from '../../../../src/shared/model/operation.ts';
import { directEncoder } from '../instruction/directEncoder.ts';

const model = { tasks: restorationTasks, thresholds: restorationTasks.map(() => 0.3) } as unknown as Parameters<
  typeof diagnosisOf
>[1];
const operationsOf = (severities: Severities) =>
  diagnosisOf(severities, model, 'en').plan.steps.map(({ operation }) => operation);
const someSeverities: fc.Arbitrary<Severities> = fc.record(
  Object.fromEntries(restorationTasks.map((task) => [task, fc.double({ min: 0, max: 1, noNaN: true })])) as Record<
    RestorationTask,
    fc.Arbitrary<number>
  >,
);

describe('what severities mean', () => {
  test('a sound picture has no faults and gets no plan', () => {
    expect(diagnosisOf({ denoise: 0.29 }, model, 'en')).toMatchObject({
      faults: [],
      sentence: '',
      plan: { steps: [] },
    });
  });

  test('faults are told worst first and undone in the order of the chain', () => {
    const { faults, plan } = diagnosisOf({ dehaze: 0.5, denoise: 0.9, dejpeg: 0.4 }, model, 'en');
    expect(faults.map(({ operation, degree }) => `${degree} ${operation}`)).toEqual([
      'strong denoise',
      'clear dehaze',
      'light dejpeg',
    ]);
    expect(plan.steps.map(({ operation }) => operation)).toEqual(['dejpeg', 'denoise', 'dehaze']);
  });

  test('light and colour are set by the worst of their faults alone', () => {
    expect(operationsOf({ dehaze: 0.5, lowlight: 0.9, enhance: 0.6 })).toEqual(['lowlight']);
  });

  test('few details are told, but nobody is given another size', () => {
    const { faults, plan } = diagnosisOf({ upscale: 0.9 }, model, 'en');
    expect(faults).toHaveLength(1);
    expect(plan.steps).toEqual([]);
  });

  test('a light fault is removed in part, a worse one completely', () => {
    const strengthAt = (denoise: number) => diagnosisOf({ denoise }, model, 'en').plan.steps[0]?.strength;
    expect([0.3, 0.4, 0.5, 1].map(strengthAt)).toEqual([0.7, 0.9, 1, 1]);
  });

  test('every diagnosis keeps the contract', () => {
    fc.assert(
      fc.property(someSeverities, fc.constantFrom(...languages), (severities, language) => {
        diagnosisSchema.parse(diagnosisOf(severities, model, language));
      }),
    );
  });
});

describe('the proposal as a sentence', () => {
  let encoder: SentenceEncoder;
  beforeAll(async () => {
    encoder = await directEncoder();
  });

  test.each(languages)('is understood as the plan that it was made from: %s', async (language) => {
    await fc.assert(
      fc.asyncProperty(someSeverities, async (severities) => {
        const { sentence, plan } = diagnosisOf(severities, model, language);
        fc.pre(sentence !== '');
        const heard = await understand(sentence, encoder);
        const facts = ({ steps }: typeof plan) => steps.map(({ operation, strength }) => ({ operation, strength }));
        expect(heard.plan.declined).toBeNull();
        expect(facts(heard.plan)).toEqual(facts(plan));
      }),
      { numRuns: 40 },
    );
  });
});
