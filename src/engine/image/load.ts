import { throwIfCancelled } from '../../shared/base/cancel.ts';
import { AppError } from '../../shared/base/errors.ts';
import { type Sentence, sentence } from '../../shared/base/sentence.ts';
import type { Depth } from '../../shared/model/image.ts';
import { type ColourSpace, srgbSpace } from './colourSpace.ts';
import { type DecodePlan, decodePixels } from './decode.ts';
import { patchExif } from './exifPatch.ts';
import { withFile } from './fileEdits.ts';
import { formatName } from './formats.ts';
import { type PictureHeader, readHeader } from './header.ts';
import { colourSpaceFromIcc, identifyIcc } from './iccProfile.ts';
import { assertWithinLimits } from './limits.ts';
import type { Metadata } from './metadata.ts';
import type { Picture, Samples } from './picture.ts';
import { isLosslessWebp } from './webpMetadata.ts';
import { patchXmp } from './xmpPatch.ts';

export interface LoadOptions {
  /** Most bytes that the decoded picture may take; half of the computer's memory unless given. */
  readonly memoryBudgetBytes?: number;
}

/**
 * Reads a picture: header, limits, pixels, orientation and colour space, in this order.
 * @throws AppError `input-missing`, `input-unreadable`, `input-unsupported`, `input-too-large`, `cancelled`
 */
export async function loadPicture(file: string, options: LoadOptions = {}, signal?: AbortSignal): Promise<Picture> {
  throwIfCancelled(signal);
  const header = await readHeader(file);
  assertWithinLimits(
    file,
    { ...header, bytesPerSample: header.sampleType === 'uchar' ? 1 : 2 },
    options.memoryBudgetBytes,
  );
  const { plan, colourSpace, icc, notes } = planDecoding(header);
  const pixels = await decodePixels(header, plan, signal);
  if (plan.depth === 16 && header.bits > 8 && header.bits < 16) spreadBits(pixels.samples, pixels.alpha, header.bits);
  return {
    width: pixels.width,
    height: pixels.height,
    channels: plan.channels,
    depth: plan.depth,
    samples: pixels.samples,
    alpha: pixels.alpha,
    colourSpace,
    metadata: upright({ ...header.metadata, icc }),
    format: header.format,
    encoding: {
      chroma: header.chroma,
      lossless: header.format === 'webp' ? await withFile(file, 'r', isLosslessWebp) : header.format !== 'jpeg',
    },
    notes,
  };
}

/** CMYK with alpha. */
const mostChannels = 5;

interface ColourPlan {
  readonly plan: DecodePlan;
  readonly colourSpace: ColourSpace;
  readonly icc: Buffer | null;
  readonly notes: readonly Sentence[];
}

function planDecoding(header: PictureHeader): ColourPlan {
  const notes = pageNotes(header);
  const depth = depthOf(header);
  const isGrey = header.space === 'b-w' || header.space === 'grey16';
  if (header.channels > mostChannels) {
    const { file, channels } = header;
    throw new AppError(
      'input-unsupported',
      sentence('said.inputChannels', { file, format: formatName(header.format), channels }),
    );
  }
  const isRgb = header.space === 'srgb' || header.space === 'rgb16' || header.space === 'rgb';
  const { icc } = header.metadata;
  if (!isGrey && !isRgb) {
    notes.push(sentence('said.noteModelConverted', { model: modelName(header.space) }));
    return { plan: { channels: 3, depth, convertToSrgb: true }, colourSpace: srgbSpace(), icc: null, notes };
  }
  const channels = isGrey ? 1 : 3;
  if (icc === null) return { plan: { channels, depth, convertToSrgb: false }, colourSpace: srgbSpace(), icc, notes };
  const own = colourSpaceFromIcc(icc, channels);
  if (own !== null) return { plan: { channels, depth, convertToSrgb: false }, colourSpace: own, icc, notes };
  const identity = identifyIcc(icc);
  if (identity === null || identity.model !== (isGrey ? 'GRAY' : 'RGB ')) {
    notes.push(sentence('said.noteProfileDamaged'));
    return { plan: { channels, depth, convertToSrgb: false }, colourSpace: srgbSpace(), icc: null, notes };
  }
  notes.push(sentence('said.noteProfileConverted', { profile: identity.name }));
  return { plan: { channels: 3, depth, convertToSrgb: true }, colourSpace: srgbSpace(), icc: null, notes };
}

function pageNotes(header: PictureHeader): Sentence[] {
  const notes: Sentence[] = [];
  if (header.pages > 1) {
    const key = header.format === 'tiff' ? 'said.noteFirstPage' : 'said.noteFirstFrame';
    notes.push(sentence(key, { pages: header.pages }));
  }
  if (header.hasGainMap) notes.push(sentence('said.noteGainMap'));
  return notes;
}

function depthOf(header: PictureHeader): Depth {
  // libvips hands out Lab of any depth as floating point numbers.
  if (header.space.startsWith('lab') || header.sampleType === 'ushort') return 16;
  if (header.sampleType === 'uchar') return 8;
  const { file, format, sampleType } = header;
  throw new AppError(
    'input-unsupported',
    sentence('said.inputSamples', { file, format: formatName(format), type: sampleType }),
  );
}

function modelName(space: string): string {
  return space === 'cmyk' ? 'CMYK' : space.startsWith('lab') ? 'Lab' : space;
}

function upright(metadata: Metadata): Metadata {
  return {
    ...metadata,
    exif: metadata.exif === null ? null : patchExif(metadata.exif, { upright: true }),
    xmp: metadata.xmp === null ? null : patchXmp(metadata.xmp, { upright: true }),
  };
}

/** Values of 9 to 15 bits arrive shifted up with zeros below; repeating their upper bits there makes white white. */
function spreadBits(samples: Samples, alpha: Samples | null, bits: number): void {
  for (const values of [samples, alpha ?? []]) {
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i] ?? 0;
      values[i] = value | (value >> bits);
    }
  }
}
