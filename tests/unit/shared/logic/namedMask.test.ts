import { expect, it } from 'vitest';
import { findNamedMask } from '../../../../src/shared/logic/namedMask.ts';

const names = ['The sky', "grandma's hat", '天空', '背景', '彼女の顔'];

it.each([
  ['the sky', 0, false],
  ['Sky', 0, false],
  ['everything except the sky', 0, true],
  ['all but my sky', 0, true],
  ["Grandma's  hat", 1, false],
  ["everything outside grandma's hat", 1, true],
  ['天空', 2, false],
  ['除了天空以外', 2, true],
  ['天空之外', 2, true],
  ['背景', 3, false],
  ['背景以外', 3, true],
  ['顔', 4, false],
  ['その顔以外', 4, true],
] as const)('finds the mask that %j speaks of', (words, index, outside) => {
  expect(findNamedMask(words, names)).toEqual({ index, outside });
});

it('finds nothing where no mask has the name', () => {
  expect(findNamedMask('the sea', names)).toBeNull();
  expect(findNamedMask('everything except the sea', names)).toBeNull();
  expect(findNamedMask('the sky', ['', ' '])).toBeNull();
  expect(findNamedMask('', names)).toBeNull();
});
