import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIccProfile, parametricTag, srgbColorants } from '../../../../src/engine/image/buildIccProfile.ts';
import { colourSpaceFromIcc, greyProfileAsRgb, identifyIcc } from '../../../../src/engine/image/iccProfile.ts';
import { curveTag, gammaTable, profiles } from './pictures.ts';

const make = (curve: Buffer) => buildIccProfile({ name: 'Test', curve, colorants: srgbColorants });

function linearHalf(curve: Buffer): number | null {
  const space = colourSpaceFromIcc(make(curve), 3);
  const values = Float32Array.from([0.5, 0.5, 0.5]);
  space?.toLinear(values);
  return space === null ? null : Math.round((values[0] ?? 0) * 10000) / 10000;
}

describe('ICC profile', () => {
  it.each([
    ['curv without entries is linear', curveTag([]), 0.5],
    ['curv with one entry is a gamma', curveTag([512]), 0.25],
    ['curv with a table', gammaTable(2, 257), 0.25],
    ['para type 0', parametricTag([2]), 0.25],
    ['para type 1', parametricTag([2, 1, 0]), 0.25],
    ['para type 2', parametricTag([2, 1, 0, 0]), 0.25],
    ['para type 3', parametricTag([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]), 0.214],
    ['para type 4', parametricTag([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045, 0, 0]), 0.214],
  ] as const)('%s', (_, curve, expected) => {
    expect(linearHalf(curve)).toBeCloseTo(expected, 3);
  });

  it('refuses curves that cannot be undone: a plateau, a falling one, one cut short', () => {
    expect(linearHalf(curveTag([0, 30000, 30000, 30000, 65535]))).toBeNull();
    expect(linearHalf(curveTag([65535, 0]))).toBeNull();
    expect(linearHalf(curveTag([0, 1, 2]).subarray(0, 14))).toBeNull();
  });

  it('reads names of version 4 and version 2', () => {
    const old = Buffer.from(profiles.p3);
    const at = old.indexOf('mluc');
    old.write('desc\0\0\0\0\0\0\0\x05Test\0', at, 'latin1');
    expect([identifyIcc(profiles.p3)?.name, identifyIcc(old)?.name]).toEqual(['Display P3', 'Test']);
  });

  it('leaves tables, CMYK and damage to the converter', () => {
    const cmyk = Buffer.from(profiles.p3);
    cmyk.write('CMYK', 16, 'latin1');
    const table = Buffer.from(profiles.p3);
    table.write('A2B0', table.indexOf('wtpt'), 'latin1');
    expect([cmyk, table, Buffer.alloc(10), Buffer.alloc(500)].map((icc) => colourSpaceFromIcc(icc, 3))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('gives a grey profile three channels with the same curve and name', () => {
    const wide = greyProfileAsRgb(profiles.grey22);
    const grey = Float32Array.from([0.3]);
    const rgb = Float32Array.from([0.3, 0.3, 0.3]);
    colourSpaceFromIcc(profiles.grey22, 1)?.toSrgb(grey);
    const space = wide === null ? null : colourSpaceFromIcc(wide, 3);
    space?.toSrgb(rgb);
    expect(space?.name).toBe('Grey gamma 2.2');
    expect(rgb[1]).toBeCloseTo(grey[0] ?? 0, 4);
  });

  it('never throws on changed or cut profiles', () => {
    const sources = Object.values(profiles);
    fc.assert(
      fc.property(
        fc.nat(sources.length - 1),
        fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { maxLength: 20 }),
        fc.nat(700),
        (which, changes, length) => {
          const bytes = Buffer.from(sources[which] ?? Buffer.alloc(0)).subarray(0, 100 + length);
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          colourSpaceFromIcc(bytes, 3);
          colourSpaceFromIcc(bytes, 1);
        },
      ),
      { seed: 11, numRuns: 300 },
    );
  });
});
