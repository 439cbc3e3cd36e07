import { expect, it } from 'vitest';
import { latestOnly } from '../../../../src/renderer/commands/latestOnly.ts';

it('sends the first and the newest of many values, and nothing in between', async () => {
  const sent: number[] = [];
  let release: () => void = () => undefined;
  const send = latestOnly(async (value: number) => {
    sent.push(value);
    await new Promise<void>((resolve) => {
      release = resolve;
    });
  });
  for (const value of [1, 2, 3, 4]) send(value);
  release();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(sent).toEqual([1, 4]);
});
