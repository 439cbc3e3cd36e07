import { expect, test } from 'vitest';
import { planSchema } from '../../src/shared/model/instruction.ts';
import { runPatina } from '../support/runPatina.ts';

test('understand --json prints the plan of the contract and nothing else', async () => {
  const { code, stdout } = await runPatina([
    'understand',
    'get the grain out, then brighten her face a little',
    '--json',
  ]);
  expect(code).toBe(0);
  const plan = planSchema.parse(JSON.parse(stdout));
  expect(plan.steps.map((step) => step.operation)).toEqual(['denoise', 'exposure']);
  expect(plan.steps[0]).toMatchObject({ strength: 0.7, region: null, words: 'get the grain out' });
  expect(plan.steps[1]?.region).toEqual({ words: 'her face' });
  expect(plan.declined).toBeNull();
});

test('what is not restoration is declined in words with exit code 4', async () => {
  const { code, stdout, stderr } = await runPatina(['understand', 'turn the dog into a cat', '--json']);
  expect(code).toBe(4);
  const plan = planSchema.parse(JSON.parse(stdout));
  expect(plan.steps).toEqual([]);
  expect(plan.declined?.reason).toMatch(/\w+/);
  expect(stderr).toContain(plan.declined?.suggestion);
});

test('wrong usage is exit code 2 and says where help is', async () => {
  const { code, stderr } = await runPatina(['restore']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/missing required argument/);
  expect(stderr).toMatch(/--help/);
});
