import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../../src/engine/instruction/region.ts';
import { understand } from '../../../../src/engine/instruction/understand.ts';
import { directEncoder } from './directEncoder.ts';

const names = ['the sky', "grandma's hat", 'the old boat', '天空', '左边的树', '彼女の顔', '古い家'];

describe('a clause that speaks of a mask by its name', () => {
  it.each([
    ["brighten grandma's hat a little", "grandma's hat", 'brighten a little'],
    ['denoise the old boat', 'the old boat', 'denoise'],
    ['in the old boat, remove the noise', 'the old boat', ', remove the noise'],
    ["denoise everything except grandma's hat", "everything except grandma's hat", 'denoise'],
    ['把左边的树调亮一点', '左边的树', '调亮一点'],
    ['除了天空以外都降噪', '除了天空以外', '都降噪'],
    ['古い家だけ明るく', '古い家', '明るく'],
    ['彼女の顔以外のノイズを消して', '彼女の顔以外', 'ノイズを消して'],
  ])('%s', (clause, place, rest) => {
    const placed = placeOf(clause, names);
    expect([placed.region, placed.words]).toEqual([{ words: expect.stringContaining(place) }, rest]);
  });

  it('leaves a clause alone that only sounds like it', () => {
    expect(placeOf('correct the sky balance', ['sky']).region).toBeNull();
    expect(placeOf('denoise', names).region).toBeNull();
    expect(placeOf('denoise the skyline', names).region).toBeNull();
  });
});

describe('a sentence', () => {
  const encoder = directEncoder();
  it.each([
    ["denoise grandma's hat, then brighten the old boat", ['denoise', 'exposure'], ["grandma's hat", 'the old boat']],
    ['把左边的树调亮一点', ['exposure'], ['左边的树']],
    ['古い家のノイズを消して', ['denoise'], ['古い家']],
  ])('%s', async (text, operations, places) => {
    const { plan } = await understand(text, await encoder, undefined, { names });
    expect(plan.steps.map((step) => step.operation)).toEqual(operations);
    expect(plan.steps.map((step) => (typeof step.region === 'object' ? step.region?.words : null))).toEqual(places);
  });
});
