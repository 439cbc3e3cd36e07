import {
  buildIccProfile,
  parametricTag,
  srgbColorants,
  type Xyz,
} from '../../../../src/engine/image/buildIccProfile.ts';
import { srgbSpace } from '../../../../src/engine/image/colourSpace.ts';
import { colourSpaceFromIcc } from '../../../../src/engine/image/iccProfile.ts';
import type { Metadata } from '../../../../src/engine/image/metadata.ts';
import type { Picture, RowSource, Samples } from '../../../../src/engine/image/picture.ts';
import type { Depth, InputFormat } from '../../../../src/shared/model/image.ts';

const srgbParameters = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];

/** A `curv` tag: no entry for linear, one for a gamma, more for a table. */
export function curveTag(entries: readonly number[]): Buffer {
  const bytes = Buffer.alloc(12 + 2 * entries.length);
  bytes.write('curv', 'latin1');
  bytes.writeUInt32BE(entries.length, 8);
  entries.forEach((entry, index) => bytes.writeUInt16BE(Math.round(entry), 12 + 2 * index));
  return bytes;
}

/** A `curv` tag of `count` samples of a power. */
export function gammaTable(gamma: number, count: number): Buffer {
  return curveTag(Array.from({ length: count }, (_, i) => 65535 * (i / (count - 1)) ** gamma));
}

const p3: readonly [Xyz, Xyz, Xyz] = [
  [0.51512, 0.2412, -0.00105],
  [0.29198, 0.69225, 0.04189],
  [0.1571, 0.06657, 0.78407],
];
const adobe: readonly [Xyz, Xyz, Xyz] = [
  [0.60974, 0.31111, 0.01947],
  [0.20528, 0.62567, 0.06087],
  [0.14919, 0.06322, 0.74457],
];
const proPhoto: readonly [Xyz, Xyz, Xyz] = [
  [0.79767, 0.28804, 0],
  [0.13519, 0.71188, 0],
  [0.03134, 0.00009, 0.82491],
];

/** Profiles made for the tests, of each kind that photos carry. */
export const profiles = {
  srgb: buildIccProfile({ name: 'sRGB test', curve: parametricTag(srgbParameters), colorants: srgbColorants }),
  p3: buildIccProfile({ name: 'Display P3', curve: parametricTag(srgbParameters), colorants: p3 }),
  adobe: buildIccProfile({ name: 'Adobe RGB (1998)', curve: curveTag([563]), colorants: adobe }),
  adobeTable: buildIccProfile({ name: 'Adobe table', curve: gammaTable(2.19921875, 1024), colorants: adobe }),
  proPhoto: buildIccProfile({ name: 'ProPhoto RGB', curve: parametricTag([1.8]), colorants: proPhoto }),
  linear: buildIccProfile({ name: 'Linear', curve: curveTag([]), colorants: srgbColorants }),
  grey22: buildIccProfile({ name: 'Grey gamma 2.2', curve: curveTag([563]), colorants: null }),
} as const;

export const noMetadata: Metadata = { exif: null, xmp: null, iptc: null, icc: null, density: null };

/** What a test picture should be; a small colour gradient with fine texture unless said. */
export interface PictureShape {
  readonly width?: number;
  readonly height?: number;
  readonly channels?: 1 | 3;
  readonly depth?: Depth;
  readonly alpha?: boolean;
  readonly metadata?: Partial<Metadata>;
  readonly format?: InputFormat;
}

/** A picture made of a gradient and a texture, the same each time. */
export function makePicture(shape: PictureShape = {}): Picture {
  const { width = 37, height = 23, channels = 3, depth = 8, format = 'png' } = shape;
  const top = depth === 16 ? 65535 : 255;
  const make = (size: number): Samples => (depth === 16 ? new Uint16Array(size) : new Uint8Array(size));
  const samples = make(width * height * channels);
  const alpha = shape.alpha ? make(width * height) : null;
  for (let i = 0; i < samples.length; i += 1) {
    const pixel = Math.floor(i / channels);
    const [x, y, c] = [(pixel % width) / width, Math.floor(pixel / width) / height, i % channels];
    const texture = 0.06 * Math.sin(pixel * 1.7);
    samples[i] = Math.round(top * Math.min(1, Math.max(0, 0.1 + 0.7 * (c === 1 ? y : x) + 0.05 * c + texture)));
  }
  alpha?.forEach((_, pixel) => {
    alpha[pixel] = Math.round((top * (pixel % width)) / Math.max(1, width - 1));
  });
  const metadata = { ...noMetadata, ...shape.metadata };
  const colourSpace = (metadata.icc && colourSpaceFromIcc(metadata.icc, channels)) ?? srgbSpace();
  return { width, height, channels, depth, samples, alpha, colourSpace, metadata, format, notes: [] };
}

/** The picture's own rows. */
export function rowsOf(picture: Picture): RowSource {
  const { width, height, channels, depth, samples } = picture;
  const line = width * channels;
  return {
    width,
    height,
    channels,
    depth,
    readRows: (from, count) => Promise.resolve(samples.subarray(from * line, (from + count) * line)),
  };
}
