import { type FileHandle, open, stat } from 'node:fs/promises';
import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { InputFormat } from '../../shared/model/image.ts';
import { damagedError, inputError } from './fileErrors.ts';
import { formatName } from './formats.ts';
import type { Metadata } from './metadata.ts';
import { readMetadata } from './readMetadata.ts';
import { sharp, sharpInput } from './sharpDoor.ts';
import { type Sniffed, sniff, sniffLength } from './sniff.ts';

/** What the head of a file says about the picture in it, nothing decoded. */
export interface PictureHeader {
  readonly file: string;
  readonly format: InputFormat;
  readonly fileBytes: number;
  /** Size as stored, before orientation. */
  readonly width: number;
  readonly height: number;
  /** 1 to 8 as in EXIF; how the stored picture is to be turned. */
  readonly orientation: number;
  /** Bands, alpha among them. */
  readonly channels: number;
  readonly hasAlpha: boolean;
  /** Colour interpretation and sample type in the words of libvips, e.g. `srgb` and `uchar`. */
  readonly space: string;
  readonly sampleType: string;
  /** Bits that carry meaning in each sample, e.g. 10 in an AVIF file. */
  readonly bits: number;
  readonly pages: number;
  readonly chroma: string | null;
  readonly hasGainMap: boolean;
  /** As it stands in the file: the orientation inside is not reset yet. */
  readonly metadata: Metadata;
}

const rawExtensions = /\.(dng|cr2|nef|nrw|arw|sr2|srf|pef|3fr|fff|iiq|rwl|erf|mos|mrw|x3f)$/i;

/**
 * Reads the head of a file.
 * @throws AppError `input-missing`, `input-unreadable` (directory, empty, damaged, no permission), `input-unsupported`
 */
export async function readHeader(file: string): Promise<PictureHeader> {
  const { format, fileBytes } = await identify(file);
  const handle = await openInput(file);
  try {
    return await readSharpHeader(file, format, fileBytes, handle);
  } finally {
    await handle.close();
  }
}

async function identify(file: string): Promise<{ format: InputFormat; fileBytes: number }> {
  const stats = await stat(file).catch((fault: unknown) => {
    throw inputError(file, fault);
  });
  if (stats.isDirectory()) {
    throw new AppError('input-unreadable', sentence('said.inputFolder', { file }));
  }
  if (!stats.isFile()) throw new AppError('input-unreadable', sentence('said.inputNoFile', { file }));
  if (stats.size === 0) {
    throw new AppError('input-unreadable', sentence('said.inputEmpty', { file }));
  }
  const handle = await openInput(file);
  let sniffed: Sniffed;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(sniffLength), 0, sniffLength, 0);
    sniffed = sniff(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
  if (sniffed === null) {
    throw new AppError('input-unsupported', sentence('said.inputUnknown', { file }));
  }
  if ('foreign' in sniffed || (sniffed.format === 'tiff' && rawExtensions.test(file))) {
    throw new AppError(
      'input-unsupported',
      sentence('said.inputForeign', { file, format: 'foreign' in sniffed ? sniffed.foreign : 'RAW' }),
    );
  }
  return { format: sniffed.format, fileBytes: stats.size };
}

async function openInput(file: string): Promise<FileHandle> {
  return open(file, 'r').catch((fault: unknown) => {
    throw inputError(file, fault);
  });
}

async function readSharpHeader(
  file: string,
  format: InputFormat,
  fileBytes: number,
  handle: FileHandle,
): Promise<PictureHeader> {
  const found = await sharp(await sharpInput(file), { failOn: 'none', limitInputPixels: false })
    .metadata()
    .catch((fault: unknown) => {
      throw damagedError(file, formatName(format), fault);
    });
  return {
    file,
    format,
    fileBytes,
    width: found.width,
    height: found.height,
    orientation: found.orientation ?? 1,
    channels: found.channels,
    hasAlpha: found.hasAlpha,
    space: found.space,
    sampleType: found.depth,
    bits: found.bitsPerSample ?? (found.depth === 'ushort' ? 16 : 8),
    pages: found.pages ?? 1,
    chroma: found.chromaSubsampling ?? null,
    hasGainMap: found.gainMap !== undefined,
    metadata: await readMetadata(format, found, handle),
  };
}
