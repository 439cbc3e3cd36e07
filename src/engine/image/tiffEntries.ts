/** One entry of a TIFF directory; `data` holds `count` values in the byte order of the block they came from. */
export interface TiffEntry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly data: Buffer;
}

/** Reads bytes at an offset from the TIFF header; shorter than asked for, or empty, where there are none. */
export type ReadAt = (offset: number, length: number) => Promise<Buffer>;

/** Bytes of one value by TIFF type, and of the unit that byte order turns round. */
const valueSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4] as const;
const unitSizes = [0, 1, 1, 2, 4, 4, 1, 1, 2, 4, 4, 4, 8, 4] as const;

/** Entries that point to another directory: EXIF, GPS and interoperability. */
export const pointerTags = { exif: 0x8769, gps: 0x8825, interoperability: 0xa005 } as const;

const largestDirectory = 2000;
/** Larger values are no description of a photo; Photoshop keeps whole layers in tags. */
const largestValue = 4 * 2 ** 20;

/** True for little-endian, false for big-endian, null where this is no classic TIFF header. */
export function byteOrder(header: Buffer): boolean | null {
  const magic = header.toString('latin1', 0, 4);
  return magic === 'II*\0' ? true : magic === 'MM\0*' ? false : null;
}

export function readU16(bytes: Buffer, offset: number, little: boolean): number {
  return little ? bytes.readUInt16LE(offset) : bytes.readUInt16BE(offset);
}

export function readU32(bytes: Buffer, offset: number, little: boolean): number {
  return little ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset);
}

export function writeU16(bytes: Buffer, value: number, offset: number, little: boolean): void {
  if (little) bytes.writeUInt16LE(value, offset);
  else bytes.writeUInt16BE(value, offset);
}

export function writeU32(bytes: Buffer, value: number, offset: number, little: boolean): void {
  if (little) bytes.writeUInt32LE(value, offset);
  else bytes.writeUInt32BE(value, offset);
}

/** The entries of the directory at `offset`; entries that point outside the block are left out. */
export async function readDirectory(read: ReadAt, offset: number, little: boolean): Promise<TiffEntry[]> {
  const countBytes = await read(offset, 2);
  if (countBytes.length < 2) return [];
  const count = Math.min(readU16(countBytes, 0, little), largestDirectory);
  const table = await read(offset + 2, 12 * count);
  const entries: TiffEntry[] = [];
  for (let at = 0; at + 12 <= table.length; at += 12) {
    const type = readU16(table, at + 2, little);
    const values = readU32(table, at + 4, little);
    const length = values * (valueSizes[type] ?? 0);
    if (length === 0 || length > largestValue) continue;
    const data =
      length <= 4 ? table.subarray(at + 8, at + 8 + length) : await read(readU32(table, at + 8, little), length);
    if (data.length === length) entries.push({ tag: readU16(table, at, little), type, count: values, data });
  }
  return entries;
}

/** The whole number that an entry of one value holds, or null. */
export function numberOf(entry: TiffEntry | undefined, little: boolean): number | null {
  if (entry === undefined) return null;
  if (entry.type === 3 && entry.data.length >= 2) return readU16(entry.data, 0, little);
  return (entry.type === 4 || entry.type === 13) && entry.data.length >= 4 ? readU32(entry.data, 0, little) : null;
}

/** The values of an entry in the other byte order. */
export function swapped(entry: TiffEntry): Buffer {
  const bytes = Buffer.from(entry.data);
  const unit = unitSizes[entry.type];
  if (unit === 2) bytes.swap16();
  if (unit === 4) bytes.swap32();
  if (unit === 8) bytes.swap64();
  return bytes;
}

/**
 * A directory as bytes to stand at offset `base`, its longer values right behind it.
 * @param next offset of the directory that follows, 0 for none
 */
export function writeDirectory(entries: readonly TiffEntry[], base: number, little: boolean, next = 0): Buffer {
  const sorted = [...entries].sort((a, b) => a.tag - b.tag);
  const table = Buffer.alloc(2 + 12 * sorted.length + 4);
  writeU16(table, sorted.length, 0, little);
  const parts: Buffer[] = [table];
  let end = base + table.length;
  sorted.forEach((entry, index) => {
    const at = 2 + 12 * index;
    writeU16(table, entry.tag, at, little);
    writeU16(table, entry.type, at + 2, little);
    writeU32(table, entry.count, at + 4, little);
    if (entry.data.length <= 4) {
      entry.data.copy(table, at + 8);
      return;
    }
    writeU32(table, end, at + 8, little);
    const padding = Buffer.alloc(entry.data.length % 2);
    parts.push(entry.data, padding);
    end += entry.data.length + padding.length;
  });
  writeU32(table, next, 2 + 12 * sorted.length, little);
  return Buffer.concat(parts);
}

/** An entry of type LONG with one value. */
export function longEntry(tag: number, value: number, little: boolean): TiffEntry {
  const data = Buffer.alloc(4);
  writeU32(data, value, 0, little);
  return { tag, type: 4, count: 1, data };
}
