/** A photo that is noisy and nothing else, so that the window has a proposal to draw. */
import type { Diagnosis } from '../../src/shared/model/diagnosis.ts';
import { restorationTasks } from '../../src/shared/model/operation.ts';
import { fakePlan } from './fakePlan.ts';

const sentence = 'remove the noise';
const severities = Object.fromEntries(restorationTasks.map((task) => [task, task === 'denoise' ? 0.8 : 0]));

export const fakeDiagnosis: Diagnosis = {
  faults: [{ operation: 'denoise', severity: 0.8, degree: 'strong' }],
  sentence,
  plan: fakePlan(sentence),
  severities: severities as Diagnosis['severities'],
};
