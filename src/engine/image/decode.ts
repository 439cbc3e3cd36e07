import type { Depth } from '../../shared/model/image.ts';
import { abortable } from './abortable.ts';
import { damagedError } from './fileErrors.ts';
import { formatName } from './formats.ts';
import type { PictureHeader } from './header.ts';
import type { Samples } from './picture.ts';
import { sharp, sharpInput } from './sharpDoor.ts';

/** What to decode to: the picture's own values as they are, or sRGB where its own colours cannot be carried. */
export interface DecodePlan {
  readonly channels: 1 | 3;
  readonly depth: Depth;
  readonly convertToSrgb: boolean;
}

export interface DecodedPixels {
  readonly width: number;
  readonly height: number;
  readonly samples: Samples;
  readonly alpha: Samples | null;
}

/** Faults of a JPEG file that cost no pixel: bytes between segments, odd version numbers. */
const harmless = /extraneous bytes|JFIF|Adobe|Invalid SOS parameters/i;

/**
 * Decodes the first page of a file, upright.
 * @throws AppError `input-unreadable` where the file is damaged or cut short, `cancelled`
 */
export async function decodePixels(
  header: PictureHeader,
  plan: DecodePlan,
  signal?: AbortSignal,
): Promise<DecodedPixels> {
  // Broken Huffman codes of a JPEG are mere warnings to libjpeg; in the other formats warnings are about metadata.
  const strictness = header.format === 'jpeg' ? 'warning' : 'error';
  try {
    return await decodeWith(header, plan, strictness, signal);
  } catch (fault) {
    if (!(fault instanceof Error)) throw fault;
    if ('code' in fault && fault.code === 'cancelled') throw fault;
    if (strictness === 'error' || !harmless.test(fault.message)) {
      throw damagedError(header.file, formatName(header.format), fault);
    }
  }
  return decodeWith(header, plan, 'error', signal).catch((fault: unknown) => {
    throw damagedError(header.file, formatName(header.format), fault);
  });
}

async function decodeWith(
  header: PictureHeader,
  plan: DecodePlan,
  failOn: 'warning' | 'error',
  signal: AbortSignal | undefined,
): Promise<DecodedPixels> {
  const input = await sharpInput(header.file);
  const open = () => {
    const opened = sharp(input, {
      failOn,
      ignoreIcc: !plan.convertToSrgb,
      autoOrient: true,
      // The header was checked against the limits already.
      limitInputPixels: false,
    });
    // sharp takes pictures of 16 bits to Display P3 on the way; this leads on to sRGB.
    if (plan.convertToSrgb && header.space === 'rgb16') opened.withIccProfile('srgb');
    return opened.toColourspace(colourspaces[plan.channels][plan.depth]);
  };
  const type = plan.depth === 16 ? 'ushort' : 'uchar';
  const raw = await abortable(open().raw({ depth: type }).toBuffer({ resolveWithObject: true }), signal);
  const { width, height, channels } = raw.info;
  const all = asSamples(raw.data, plan.depth);
  if (!header.hasAlpha) return { width, height, samples: all, alpha: null };
  if (channels > plan.channels) {
    const alpha = splitAlpha(all, plan.channels);
    return { width, height, samples: all.subarray(0, width * height * plan.channels), alpha };
  }
  // sharp hands out grey of 8 bits without its alpha.
  const second = await abortable(open().extractChannel(1).raw({ depth: type }).toBuffer(), signal);
  return { width, height, samples: all, alpha: asSamples(second, plan.depth) };
}

const colourspaces = {
  1: { 8: 'b-w', 16: 'grey16' },
  3: { 8: 'srgb', 16: 'rgb16' },
} as const;

/** The buffer's bytes as samples, without a copy where they are aligned. */
function asSamples(buffer: Buffer, depth: Depth): Samples {
  if (depth === 8) return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  const aligned = buffer.byteOffset % 2 === 0 ? buffer : Buffer.from(Uint8Array.from(buffer).buffer);
  return new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 2);
}

/** Takes alpha out of interleaved samples and closes the gaps in place; returns alpha. */
function splitAlpha(all: Samples, channels: 1 | 3): Samples {
  const pixels = all.length / (channels + 1);
  const alpha = all instanceof Uint16Array ? new Uint16Array(pixels) : new Uint8Array(pixels);
  for (let pixel = 0, from = 0, to = 0; pixel < pixels; pixel += 1) {
    for (let c = 0; c < channels; c += 1) all[to++] = all[from++] ?? 0;
    alpha[pixel] = all[from++] ?? 0;
  }
  return alpha;
}
