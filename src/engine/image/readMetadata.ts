import type { FileHandle } from 'node:fs/promises';
import type { InputFormat } from '../../shared/model/image.ts';
import { readExifTree, writeExif } from './exifTree.ts';
import type { Metadata } from './metadata.ts';
import { readPngIptc } from './pngMetadata.ts';
import { byteOrder, type ReadAt } from './tiffEntries.ts';

/** The blocks that libvips finds. */
interface FoundBlocks {
  readonly exif?: Buffer | undefined;
  readonly xmp?: Buffer | undefined;
  readonly iptc?: Buffer | undefined;
  readonly icc?: Buffer | undefined;
  readonly tifftagPhotoshop?: Buffer | undefined;
  readonly density?: number | undefined;
}

/** Tags of a TIFF file's first directory that describe the photo, not the way its pixels are stored. */
const describing = new Set([
  0x010e, 0x010f, 0x0110, 0x0131, 0x0132, 0x013b, 0x013c, 0x4746, 0x4749, 0x8298, 0x9c9b, 0x9c9c, 0x9c9d, 0x9c9e,
  0x9c9f,
]);

/** All metadata of a file: what libvips hands over, and what it does not read of TIFF (EXIF) and PNG (IPTC). */
export async function readMetadata(format: InputFormat, found: FoundBlocks, handle: FileHandle): Promise<Metadata> {
  const iptc = format === 'tiff' ? (found.tifftagPhotoshop ?? found.iptc) : found.iptc;
  return {
    exif: format === 'tiff' ? await tiffExif(handle) : (found.exif ?? null),
    xmp: found.xmp ?? null,
    iptc: format === 'png' ? await readPngIptc(handle) : (iptc ?? null),
    icc: found.icc ?? null,
    density: found.density ?? null,
  };
}

/** The describing tags, EXIF and GPS of a TIFF file as an EXIF block, or null where it has none. */
async function tiffExif(handle: FileHandle): Promise<Buffer | null> {
  const read: ReadAt = async (offset, length) => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  };
  if (byteOrder(await read(0, 4)) === null) return null;
  const tree = await readExifTree(read);
  if (tree === null) return null;
  const main = tree.main.filter((entry) => describing.has(entry.tag));
  const isEmpty = main.length + tree.exif.length + tree.gps.length === 0;
  return isEmpty ? null : writeExif({ ...tree, main });
}
