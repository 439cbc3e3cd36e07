import type { FileHandle } from 'node:fs/promises';
import { inByteOrder, parseExif, writeSubDirectories } from './exifTree.ts';
import { readBytes, writeAll } from './fileEdits.ts';
import { iptcRecords, photoshopResources } from './iptcBlock.ts';
import type { Metadata } from './metadata.ts';
import { byteOrder, readDirectory, readU32, type TiffEntry, writeDirectory, writeU32 } from './tiffEntries.ts';

export const tiffTags = { xmp: 0x02bc, iptc: 0x83bb, photoshop: 0x8649, icc: 0x8773 } as const;

/** Tags of a first directory that describe the photo, not the way its pixels are stored. */
export const describingTags: ReadonlySet<number> = new Set([
  0x010e, 0x010f, 0x0110, 0x0131, 0x0132, 0x013b, 0x013c, 0x4746, 0x4749, 0x8298, 0x9c9b, 0x9c9c, 0x9c9d, 0x9c9e,
  0x9c9f,
]);

const byteType = 1;
const undefinedType = 7;

/**
 * Puts metadata into a TIFF file of one page: new directories go behind the end, and the header is turned to them in
 * the last step.
 * @returns false where the file is no classic TIFF
 */
export async function addTiffMetadata(handle: FileHandle, metadata: Metadata): Promise<boolean> {
  const header = await readBytes(handle, 0, 8);
  const little = header.length === 8 ? byteOrder(header) : null;
  if (little === null) return false;
  const read = (offset: number, length: number) => readBytes(handle, offset, length);
  const present = await readDirectory(read, readU32(header, 4, little), little);
  const { size } = await handle.stat();
  const base = size + (size % 2);
  const tree = metadata.exif === null ? null : await parseExif(metadata.exif);
  const turned = tree === null ? null : inByteOrder(tree, little);
  const { bytes, links } = turned === null ? { bytes: Buffer.alloc(0), links: [] } : writeSubDirectories(turned, base);
  const added = [...blockEntries(metadata), ...links];
  for (const entry of turned?.main ?? []) if (describingTags.has(entry.tag)) added.push(entry);
  const replaced = new Set(added.map((entry) => entry.tag));
  const entries = [...present.filter((entry) => !replaced.has(entry.tag)), ...added];
  const main = writeDirectory(entries, base + bytes.length, little);
  await writeAll(handle, Buffer.concat([bytes, main]), base);
  const start = Buffer.alloc(4);
  writeU32(start, base + bytes.length, 0, little);
  await writeAll(handle, start, 4);
  return true;
}

function blockEntries(metadata: Metadata): TiffEntry[] {
  const entries: TiffEntry[] = [];
  const add = (tag: number, type: number, data: Buffer) => {
    if (data.length > 0) entries.push({ tag, type, count: data.length, data });
  };
  if (metadata.xmp !== null) add(tiffTags.xmp, byteType, metadata.xmp);
  if (metadata.icc !== null) add(tiffTags.icc, undefinedType, metadata.icc);
  if (metadata.iptc !== null) {
    add(tiffTags.iptc, undefinedType, iptcRecords(metadata.iptc));
    add(tiffTags.photoshop, byteType, photoshopResources(metadata.iptc));
  }
  return entries;
}
