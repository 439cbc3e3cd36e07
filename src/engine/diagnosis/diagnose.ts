import { type Diagnosis, degreeOf, type FoundFault } from '../../shared/model/diagnosis.ts';
import type { PlannedStep } from '../../shared/model/instruction.ts';
import type { Language, RestorationTask } from '../../shared/model/operation.ts';
import { speak } from '../../shared/words/createWords.ts';
import type { DiagnosisManifest } from '../inference/manifest.ts';
import type { Severities } from './findFaults.ts';

/**
 * The order in which a chain undoes faults: the file's own first, then the print's, the sensor's and the lens's, then
 * the scene's, and light and colour at the end (after AgenticIR). Few details are told but
 * not proposed to be enlarged: nobody expects another size.
 */
const chainOrder: readonly RestorationTask[] = [
  'dejpeg',
  'descratch',
  'derain',
  'denoise',
  'deblur',
  'dehaze',
  'lowlight',
  'enhance',
];
/** Each of these sets light and colour of the whole picture; after the worst of them the others are not needed. */
const laws: readonly RestorationTask[] = ['dehaze', 'lowlight', 'enhance'];
/** A fault this bad is removed completely; a lighter one in part, so that a wrong guess does little harm. */
const wholeFrom = 0.45;
const leastStrength = 0.6;

/** What severities mean: the faults that count, and a chain that would undo them. */
export function diagnosisOf(
  severities: Severities,
  { tasks, thresholds }: Pick<DiagnosisManifest, 'tasks' | 'thresholds'>,
  language: Language,
): Diagnosis {
  const faults: FoundFault[] = [];
  for (const [index, operation] of tasks.entries()) {
    const severity = rounded(severities[operation] ?? 0);
    if (severity >= (thresholds[index] ?? 1)) faults.push({ operation, severity, degree: degreeOf(severity) });
  }
  faults.sort((one, two) => two.severity - one.severity);
  const worstLaw = faults.find(({ operation }) => laws.includes(operation));
  const steps = chainOrder.flatMap((operation) => {
    const fault = faults.find((each) => each.operation === operation);
    const idle = fault === undefined || (laws.includes(operation) && fault !== worstLaw);
    return idle ? [] : [proposed(fault, language)];
  });
  return {
    faults,
    sentence: steps.map(({ words }) => words).join(speak(language)('propose.then')),
    plan: { steps, declined: null },
    severities: Object.fromEntries(
      tasks.map((task) => [task, rounded(severities[task] ?? 0)]),
    ) as Diagnosis['severities'],
  };
}

function proposed({ operation, severity }: FoundFault, language: Language): PlannedStep {
  const strength = strengthFor(severity);
  const say = speak(language);
  const wish = say(`propose.${operation}`);
  const words = strength === 1 ? wish : say('propose.share', { wish, share: Math.round(strength * 100) });
  return { operation, parameters: {}, strength, region: null, words, confidence: severity };
}

/** In tenths. */
function strengthFor(severity: number): number {
  const part = Math.min(1, severity / wholeFrom);
  return Math.max(leastStrength, Math.round(part * 10) / 10);
}

function rounded(severity: number): number {
  return Math.round(severity * 100) / 100;
}
