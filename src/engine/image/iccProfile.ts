import { buildIccProfile, srgbColorants } from './buildIccProfile.ts';
import { type ColourSpace, greySpace, rgbSpace } from './colourSpace.ts';
import type { Matrix3 } from './matrix3.ts';
import { gammaCurve, isInvertible, parametricCurve, riseStrictly, type ToneCurve, tableCurve } from './toneCurve.ts';

/** What a profile is for: its colour model as four letters, e.g. `RGB `, and its name. */
export interface IccIdentity {
  readonly model: string;
  readonly name: string;
}

const headerSize = 128;
const largestTable = 65536;

/** The tag's bytes, or null where the profile does not have it or is cut short. */
function tag(icc: Buffer, signature: string): Buffer | null {
  const count = Math.min(icc.readUInt32BE(headerSize), 200);
  for (let i = 0; i < count; i += 1) {
    const entry = headerSize + 4 + 12 * i;
    if (entry + 12 > icc.length) return null;
    if (icc.toString('latin1', entry, entry + 4) !== signature) continue;
    const offset = icc.readUInt32BE(entry + 4);
    const size = icc.readUInt32BE(entry + 8);
    return size >= 8 && offset + size <= icc.length ? icc.subarray(offset, offset + size) : null;
  }
  return null;
}

/** The first text of a `desc` (version 2) or `mluc` (version 4) tag. */
function textOf(bytes: Buffer | null): string | null {
  if (bytes === null || bytes.length < 12) return null;
  const kind = bytes.toString('latin1', 0, 4);
  if (kind === 'desc') {
    const length = bytes.readUInt32BE(8);
    return clean(bytes.toString('latin1', 12, Math.min(bytes.length, 12 + length)));
  }
  if (kind !== 'mluc' || bytes.length < 28) return null;
  const count = Math.min(bytes.readUInt32BE(8), 100);
  let found: string | null = null;
  for (let i = 0; i < count && 28 + 12 * i <= bytes.length; i += 1) {
    const record = 16 + 12 * i;
    const length = bytes.readUInt32BE(record + 4);
    const offset = bytes.readUInt32BE(record + 8);
    if (offset + length > bytes.length) continue;
    const text = clean(
      Buffer.from(bytes.subarray(offset, offset + length - (length % 2)))
        .swap16()
        .toString('utf16le'),
    );
    if (bytes.toString('latin1', record, record + 2) === 'en') return text;
    found ??= text;
  }
  return found;
}

function clean(text: string): string | null {
  const end = text.indexOf('\0');
  const words = (end < 0 ? text : text.slice(0, end)).trim();
  return words === '' ? null : words.slice(0, 200);
}

/** The profile's colour model and name, or null where the bytes are no profile. */
export function identifyIcc(icc: Buffer): IccIdentity | null {
  if (icc.length < headerSize + 4 || icc.toString('latin1', 36, 40) !== 'acsp') return null;
  const model = icc.toString('latin1', 16, 20);
  return { model, name: textOf(tag(icc, 'desc')) ?? 'Unnamed profile' };
}

const parameterCounts = [1, 3, 4, 5, 7] as const;

function curveOf(bytes: Buffer | null): ToneCurve | null {
  if (bytes === null || bytes.length < 12) return null;
  const kind = bytes.toString('latin1', 0, 4);
  if (kind === 'curv') return sampledCurve(bytes);
  if (kind !== 'para') return null;
  const type = bytes.readUInt16BE(8);
  const count = parameterCounts[type];
  if (count === undefined || bytes.length < 12 + 4 * count) return null;
  const p = (index: number) => bytes.readInt32BE(12 + 4 * index) / 65536;
  switch (type) {
    case 0:
      return gammaCurve(p(0));
    case 1:
      return parametricCurve({ g: p(0), a: p(1), b: p(2), c: 0, d: -p(2) / p(1), e: 0, f: 0 });
    case 2:
      return parametricCurve({ g: p(0), a: p(1), b: p(2), c: 0, d: -p(2) / p(1), e: p(3), f: p(3) });
    case 3:
      return parametricCurve({ g: p(0), a: p(1), b: p(2), c: p(3), d: p(4), e: 0, f: 0 });
    default:
      return parametricCurve({ g: p(0), a: p(1), b: p(2), c: p(3), d: p(4), e: p(5), f: p(6) });
  }
}

function sampledCurve(bytes: Buffer): ToneCurve | null {
  const count = bytes.readUInt32BE(8);
  if (count === 0) return gammaCurve(1);
  if (count > largestTable || bytes.length < 12 + 2 * count) return null;
  if (count === 1) return gammaCurve(bytes.readUInt16BE(12) / 256);
  const samples = riseStrictly(Array.from({ length: count }, (_, i) => bytes.readUInt16BE(12 + 2 * i)));
  return samples === null ? null : tableCurve(samples);
}

function usableCurve(icc: Buffer, signature: string): ToneCurve | null {
  const curve = curveOf(tag(icc, signature));
  return curve !== null && isInvertible(curve) ? curve : null;
}

function xyzOf(icc: Buffer, signature: string): readonly [number, number, number] | null {
  const bytes = tag(icc, signature);
  if (bytes === null || bytes.length < 20 || bytes.toString('latin1', 0, 4) !== 'XYZ ') return null;
  return [bytes.readInt32BE(8) / 65536, bytes.readInt32BE(12) / 65536, bytes.readInt32BE(16) / 65536];
}

/** The three curves; one object for all three where the profile shares one. */
function rgbCurves(icc: Buffer): readonly [ToneCurve, ToneCurve, ToneCurve] | null {
  const bytes = ['rTRC', 'gTRC', 'bTRC'].map((signature) => tag(icc, signature));
  const [first, second, third] = bytes;
  const red = usableCurve(icc, 'rTRC');
  if (red === null || !first || !second || !third) return null;
  if (first.equals(second) && first.equals(third)) return [red, red, red];
  const green = usableCurve(icc, 'gTRC');
  const blue = usableCurve(icc, 'bTRC');
  return green === null || blue === null ? null : [red, green, blue];
}

/**
 * The colour space that a profile describes by curves and a matrix, for a picture of 1 or 3 channels. Null where it
 * is anything else (tables, CMYK, Lab, a curve that cannot be undone, no profile at all): such pictures are converted
 * to sRGB at decoding. A grey picture with an RGB profile takes the profile's green curve.
 */
export function colourSpaceFromIcc(icc: Buffer, channels: 1 | 3): ColourSpace | null {
  const identity = identifyIcc(icc);
  if (identity === null) return null;
  if (channels === 1) {
    const curve = usableCurve(icc, identity.model === 'GRAY' ? 'kTRC' : 'gTRC');
    return curve === null ? null : greySpace(identity.name, curve);
  }
  if (identity.model !== 'RGB ' || icc.toString('latin1', 20, 24) !== 'XYZ ' || tag(icc, 'A2B0') !== null) return null;
  const curves = rgbCurves(icc);
  const [red, green, blue] = [xyzOf(icc, 'rXYZ'), xyzOf(icc, 'gXYZ'), xyzOf(icc, 'bXYZ')];
  if (curves === null || red === null || green === null || blue === null) return null;
  const matrix: Matrix3 = [red[0], green[0], blue[0], red[1], green[1], blue[1], red[2], green[2], blue[2]];
  return rgbSpace(identity.name, curves, matrix);
}

/**
 * A grey profile as an RGB one with the same curve and name, for formats that store grey as three equal channels.
 * Null where it has no curve to take over.
 */
export function greyProfileAsRgb(icc: Buffer): Buffer | null {
  const identity = identifyIcc(icc);
  const curve = identity?.model === 'GRAY' ? tag(icc, 'kTRC') : null;
  if (identity === null || curve === null) return null;
  return buildIccProfile({ name: identity.name, curve, colorants: srgbColorants });
}
