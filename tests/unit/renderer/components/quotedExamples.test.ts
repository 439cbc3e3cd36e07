import { expect, it } from 'vitest';
import { quotedExamples } from '../../../../src/renderer/components/instruction/quotedExamples.ts';

it('finds what a suggestion quotes, in any of the languages', () => {
  expect([
    quotedExamples('Say how it should look, for example "remove the noise" or "a little brighter".'),
    quotedExamples('例如“去噪”'),
    quotedExamples('例：「ノイズを取って」'),
    quotedExamples('Say it in other words.'),
  ]).toEqual([['remove the noise', 'a little brighter'], ['去噪'], ['ノイズを取って'], []]);
});
