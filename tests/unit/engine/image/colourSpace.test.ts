import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { srgbSpace } from '../../../../src/engine/image/colourSpace.ts';
import { colourSpaceFromIcc } from '../../../../src/engine/image/iccProfile.ts';
import { largestDifference } from '../../../support/imageAssert.ts';
import { profiles } from './pictures.ts';

type ProfileName = keyof typeof profiles;
const colourProfiles = ['srgb', 'p3', 'adobe', 'adobeTable', 'proPhoto', 'linear'] as const;

function spaceOf(name: ProfileName) {
  const space = colourSpaceFromIcc(profiles[name], name === 'grey22' ? 1 : 3);
  if (space === null) throw new Error(`Expected a usable profile: ${name}`);
  return space;
}

const codes = (values: Float32Array, top: number) => Array.from(values, (value) => Math.round(value * top));

describe('colour space', () => {
  it.each([...colourProfiles, 'grey22'] as const)('gives back every 16-bit value from linear light: %s', (name) => {
    const all = Uint16Array.from({ length: 65536 * 3 }, (_, i) => Math.floor(i / 3));
    const values = Float32Array.from(all, (code) => code / 65535);
    const space = spaceOf(name);
    space.toLinear(values);
    space.fromLinear(values);
    expect(largestDifference(codes(values, 65535), all)).toBe(0);
  });

  it.each(colourProfiles)('gives back every 8-bit colour of a lattice from sRGB: %s', (name) => {
    const steps = Array.from({ length: 18 }, (_, i) => i * 15);
    const all = steps.flatMap((red) => steps.flatMap((green) => steps.flatMap((blue) => [red, green, blue])));
    const values = Float32Array.from(all, (code) => code / 255);
    const space = spaceOf(name);
    space.toSrgb(values);
    space.fromSrgb(values);
    expect(largestDifference(codes(values, 255), all)).toBe(0);
  });

  it.each(colourProfiles)('gives back any 16-bit colour from sRGB where no channel is nearly black: %s', (name) => {
    const channel = fc.integer({ min: 2000, max: 65535 });
    const space = spaceOf(name);
    fc.assert(
      fc.property(fc.array(fc.tuple(channel, channel, channel), { minLength: 1, maxLength: 50 }), (colours) => {
        const all = colours.flat();
        const values = Float32Array.from(all, (code) => code / 65535);
        space.toSrgb(values);
        space.fromSrgb(values);
        expect(codes(values, 65535)).toEqual(all);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it.each([...colourProfiles, 'grey22'] as const)('keeps grey neutral, black black and white white: %s', (name) => {
    const values = Float32Array.from({ length: 300 }, (_, i) => Math.floor(i / 3) / 99);
    const space = spaceOf(name);
    space.toSrgb(values);
    for (let i = 0; i < values.length; i += 3) {
      expect(Math.abs((values[i] ?? 0) - (values[i + 1] ?? 1))).toBeLessThan(1e-5);
      expect(Math.abs((values[i] ?? 0) - (values[i + 2] ?? 1))).toBeLessThan(1e-5);
    }
    expect([values[0], Math.round((values[299] ?? 0) * 1e6)]).toEqual([0, 1e6]);
  });

  it('knows an embedded sRGB profile as sRGB and leaves its values alone', () => {
    const space = spaceOf('srgb');
    const values = Float32Array.from([0.1, 0.5, 0.9]);
    space.toSrgb(values);
    expect([space.isSrgb, space.name, ...values]).toEqual([true, 'sRGB test', ...Float32Array.from([0.1, 0.5, 0.9])]);
  });

  it('converts known colours of Display P3 and Adobe RGB as their standards say', () => {
    // Linear sRGB of the primaries by the standards' own matrices, e.g. (-0.3984, 1, -0.0429) for Adobe green, encoded.
    const p3Red = Float32Array.from([1, 0, 0]);
    spaceOf('p3').toSrgb(p3Red);
    const adobeGreen = Float32Array.from([0, 1, 0]);
    spaceOf('adobe').toSrgb(adobeGreen);
    expect(largestDifference(p3Red, [1.093, -0.2267, -0.1501])).toBeLessThan(0.002);
    expect(largestDifference(adobeGreen, [-0.664, 1, -0.2291])).toBeLessThan(0.002);
  });

  it('weighs luminance as each standard does', () => {
    expect(largestDifference(spaceOf('p3').luminance, [0.229, 0.6917, 0.0793])).toBeLessThan(0.0005);
    expect(largestDifference(spaceOf('adobe').luminance, [0.2973, 0.6274, 0.0753])).toBeLessThan(0.0005);
    expect(srgbSpace().luminance).toEqual([0.2126, 0.7152, 0.0722]);
  });

  it('keeps values outside 0 to 1 and mirrors the curve for negative ones', () => {
    for (const name of colourProfiles) {
      const space = spaceOf(name);
      const values = Float32Array.from([-0.5, 1.7, 0.5, 0.5, 0.5, -0.25]);
      space.toLinear(values);
      expect(values[0]).toBe(-(values[2] ?? 0));
      space.fromLinear(values);
      expect(largestDifference(values, [-0.5, 1.7, 0.5, 0.5, 0.5, -0.25])).toBeLessThan(1e-5);
    }
  });

  it('treats a grey picture value by value, whatever the number of channels', () => {
    const one = Float32Array.from([0.2, 0.6]);
    const three = Float32Array.from([0.2, 0.2, 0.2, 0.6, 0.6, 0.6]);
    const space = spaceOf('grey22');
    space.toSrgb(one);
    space.toSrgb(three);
    expect([one[0], one[1]]).toEqual([three[0], three[5]]);
  });
});
