/** A few words that the fake services understand, so that the window has plans to draw. */
import type { Plan, PlannedStep } from '../../src/shared/model/instruction.ts';
import type { OperationId } from '../../src/shared/model/operation.ts';

const known: readonly (readonly [RegExp, OperationId, Record<string, number>])[] = [
  [/denoise[^,]*|[^,]*(grain|noise|ノイズ|噪)[^,，、]*/i, 'denoise', {}],
  [/[^,]*(haze|去雾|かすみ)[^,，、]*/i, 'dehaze', {}],
  [/(then )?brighten[^,]*|(然后)?[^，]*提亮[^，]*|[^、]*明るく[^、]*/i, 'exposure', { ev: 0.35 }],
  [/[^,]*(sharp|shook)[^,]*/i, 'deblur', {}],
  [/[^,]*contrast[^,]*/i, 'contrast', { amount: 15 }],
  [/[^,]*pop[^,]*/i, 'vibrance', { amount: 30 }],
];

export function fakePlan(text: string): Plan {
  const steps = known
    .flatMap(([pattern, operation, parameters]): { at: number; step: PlannedStep }[] => {
      const match = pattern.exec(text);
      if (match === null) return [];
      const words = match[0].trim();
      const place = /\b(the|her) (sky|face|background)\b/i.exec(words)?.[0];
      return [
        {
          at: match.index,
          step: {
            operation,
            parameters,
            strength: /little|slight/.test(words) && operation === 'denoise' ? 0.5 : operation === 'denoise' ? 0.7 : 1,
            region: place === undefined ? null : { words: place },
            words,
            confidence: operation === 'vibrance' ? 0.44 : 0.94,
          },
        },
      ];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ step }) => step);
  const declined =
    steps.length > 0
      ? null
      : {
          reason: 'Patina restores photos; it does not change what is in them.',
          suggestion: 'remove the noise and sharpen it a little',
        };
  return { steps, declined };
}
