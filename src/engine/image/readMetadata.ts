import type { FileHandle } from 'node:fs/promises';
import type { InputFormat } from '../../shared/model/image.ts';
import { readExifTree, writeExif } from './exifTree.ts';
import { readBytes } from './fileEdits.ts';
import type { Metadata } from './metadata.ts';
import { readPngIptc } from './pngMetadata.ts';
import { describingTags, tiffTags } from './tiffMetadata.ts';

/** The blocks that libvips finds. */
interface FoundBlocks {
  readonly exif?: Buffer | undefined;
  readonly xmp?: Buffer | undefined;
  readonly iptc?: Buffer | undefined;
  readonly icc?: Buffer | undefined;
  readonly density?: number | undefined;
}

/** All metadata of a file: what libvips hands over, and what it does not read of TIFF (EXIF, IPTC) and PNG (IPTC). */
export async function readMetadata(format: InputFormat, found: FoundBlocks, handle: FileHandle): Promise<Metadata> {
  const { exif, iptc } = await ownBlocks(format, found, handle);
  return { exif, xmp: found.xmp ?? null, iptc, icc: found.icc ?? null, density: found.density ?? null };
}

async function ownBlocks(
  format: InputFormat,
  found: FoundBlocks,
  handle: FileHandle,
): Promise<Pick<Metadata, 'exif' | 'iptc'>> {
  if (format === 'tiff') return tiffBlocks(handle);
  return { exif: found.exif ?? null, iptc: format === 'png' ? await readPngIptc(handle) : (found.iptc ?? null) };
}

/** The describing tags, EXIF and GPS of a TIFF file as an EXIF block, and its IPTC. */
async function tiffBlocks(handle: FileHandle): Promise<Pick<Metadata, 'exif' | 'iptc'>> {
  const tree = await readExifTree((offset, length) => readBytes(handle, offset, length));
  if (tree === null) return { exif: null, iptc: null };
  const main = tree.main.filter((entry) => describingTags.has(entry.tag));
  const isEmpty = main.length + tree.exif.length + tree.gps.length === 0;
  const block = (tag: number) => tree.main.find((entry) => entry.tag === tag)?.data ?? null;
  return {
    exif: isEmpty ? null : writeExif({ ...tree, main }),
    iptc: block(tiffTags.photoshop) ?? block(tiffTags.iptc),
  };
}
