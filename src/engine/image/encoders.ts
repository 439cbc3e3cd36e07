import type { Sharp } from 'sharp';
import type { Depth } from '../../shared/model/image.ts';
import type { Metadata } from './metadata.ts';
import type { Picture, RowSource } from './picture.ts';
import { sharp } from './sharpDoor.ts';
import type { VipsBlobs } from './vipsFile.ts';
import type { WriteOptions } from './writeOptions.ts';

const colourspaces = { 1: { 8: 'b-w', 16: 'grey16' }, 3: { 8: 'srgb', 16: 'rgb16' } } as const;
const millimetresPerInch = 25.4;
/** From this quality on, a JPEG or AVIF file keeps colour as sharp as brightness. */
const fullChromaQuality = 90;
/** Raw bytes from which a TIFF file may outgrow the 4 GiB of the classic format. */
const classicTiffBytes = 3.9e9;

/**
 * Pixels up to which a JPEG's codes are fitted to the picture. That saves a few per cent of the file but takes a
 * second pass over all coefficients, which are six bytes a pixel and more in memory.
 */
const twoPassPixels = 8e6;

/** How a scratch file becomes the output. */
export interface Encoder {
  readonly depth: Depth;
  readonly density: number | null;
  /** Metadata that libvips is to write, because only it can put it into this container. */
  readonly blobs: VipsBlobs;
  encode(scratch: string): Sharp;
}

/** Chooses libvips' settings; no conversion of colour anywhere. */
export function encoderFor(
  rows: RowSource,
  source: Picture,
  options: WriteOptions,
  depth: Depth,
  metadata: Metadata,
): Encoder {
  const bigTiff = options.format === 'tiff' && rows.width * rows.height * 4 * (depth / 8) > classicTiffBytes;
  const writesMetadata = options.format === 'avif' || bigTiff;
  return {
    depth,
    density: metadata.density,
    blobs: writesMetadata ? blobsOf(metadata) : {},
    encode(scratch) {
      const pipeline = sharp(scratch, { limitInputPixels: false, ignoreIcc: true });
      pipeline.toColourspace(colourspaces[rows.channels][depth]);
      if (writesMetadata) pipeline.keepMetadata();
      if (options.flatten && options.format === 'jpeg') pipeline.flatten({ background: '#ffffff' });
      return withFormat(pipeline, source, options, depth, metadata.density, bigTiff, rows.width * rows.height);
    },
  };
}

function blobsOf(metadata: Metadata): VipsBlobs {
  return {
    ...(metadata.exif && { 'exif-data': metadata.exif }),
    ...(metadata.xmp && { 'xmp-data': metadata.xmp }),
    ...(metadata.icc && { 'icc-profile-data': metadata.icc }),
  };
}

function withFormat(
  pipeline: Sharp,
  source: Picture,
  options: WriteOptions,
  depth: Depth,
  density: number | null,
  bigtiff: boolean,
  pixels: number,
): Sharp {
  const { format, quality } = options;
  switch (format) {
    case 'jpeg':
      return pipeline.jpeg({
        quality: quality ?? 95,
        chromaSubsampling: chromaFor(quality ?? 95, source),
        optimiseCoding: pixels <= twoPassPixels,
      });
    case 'png':
      return pipeline.png({ compressionLevel: 6, adaptiveFiltering: true });
    case 'tiff': {
      const resolution =
        density === null ? {} : { xres: density / millimetresPerInch, yres: density / millimetresPerInch };
      return pipeline.tiff({ compression: 'deflate', predictor: 'horizontal', bigtiff, ...resolution });
    }
    case 'webp': {
      const lossless = quality === undefined && source.format === 'webp' && (source.encoding?.lossless ?? false);
      return pipeline.webp({ quality: quality ?? 95, lossless, exact: true, smartSubsample: true, effort: 2 });
    }
    case 'avif':
      return pipeline.avif({
        quality: quality ?? 85,
        chromaSubsampling: '4:4:4',
        bitdepth: depth === 16 ? 12 : 8,
        // Higher efforts take several times as long for files of the same size.
        effort: 1,
      });
    default:
      return format satisfies never;
  }
}

function chromaFor(quality: number, source: Picture): string {
  return quality >= fullChromaQuality || source.encoding?.chroma === '4:4:4' ? '4:4:4' : '4:2:0';
}
