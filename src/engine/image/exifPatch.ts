import type { Size } from '../../shared/base/geometry.ts';
import { exifBody } from './exifTree.ts';
import { byteOrder, pointerTags, readU16, readU32, writeU16, writeU32 } from './tiffEntries.ts';

/** What to set right inside an EXIF block; every other byte stays where and what it is. */
export interface ExifPatch {
  /** The picture is upright now. */
  readonly upright?: boolean;
  /** The picture's present size. */
  readonly size?: Size;
  /** Leave the embedded thumbnail behind: it shows the picture before restoration. */
  readonly dropThumbnail?: boolean;
  readonly stripLocation?: boolean;
}

const orientationTag = 0x0112;
const widthTag = 0xa002;
const heightTag = 0xa003;

interface Directory {
  readonly offset: number;
  readonly count: number;
}

/** A copy of the block with the patch applied; a block that is no EXIF comes back unchanged. */
export function patchExif(block: Buffer, patch: ExifPatch): Buffer {
  const copy = Buffer.from(block);
  const body = exifBody(copy);
  const little = body.length >= 8 ? byteOrder(body) : null;
  if (little === null) return copy;
  const main = directoryAt(body, readU32(body, 4, little), little);
  if (main === null) return copy;
  if (patch.upright) setNumber(body, main, orientationTag, 1, little);
  const exifOffset = numberIn(body, main, pointerTags.exif, little);
  const exif = exifOffset === null ? null : directoryAt(body, exifOffset, little);
  if (patch.size !== undefined && exif !== null) {
    setNumber(body, exif, widthTag, patch.size.width, little);
    setNumber(body, exif, heightTag, patch.size.height, little);
  }
  if (patch.dropThumbnail) dropThumbnail(body, main, little);
  if (patch.stripLocation) removeDirectory(body, main, pointerTags.gps, little);
  return copy;
}

/** The orientation that the block asks for, 1 to 8; 1 where it says nothing. */
export function orientationOf(block: Buffer): number {
  const body = exifBody(block);
  const little = body.length >= 8 ? byteOrder(body) : null;
  const main = little === null ? null : directoryAt(body, readU32(body, 4, little), little);
  const value = little === null || main === null ? null : numberIn(body, main, orientationTag, little);
  return value !== null && value >= 1 && value <= 8 ? value : 1;
}

function directoryAt(body: Buffer, offset: number, little: boolean): Directory | null {
  if (offset < 8 || offset + 6 > body.length) return null;
  const count = readU16(body, offset, little);
  return offset + 2 + 12 * count + 4 <= body.length ? { offset, count } : null;
}

/** Where the entry of a tag stands, or null. */
function entryAt(body: Buffer, directory: Directory, tag: number, little: boolean): number | null {
  for (let index = 0; index < directory.count; index += 1) {
    const at = directory.offset + 2 + 12 * index;
    if (readU16(body, at, little) === tag) return at;
  }
  return null;
}

function numberIn(body: Buffer, directory: Directory, tag: number, little: boolean): number | null {
  const at = entryAt(body, directory, tag, little);
  if (at === null) return null;
  return readU16(body, at + 2, little) === 3 ? readU16(body, at + 8, little) : readU32(body, at + 8, little);
}

function setNumber(body: Buffer, directory: Directory, tag: number, value: number, little: boolean): void {
  const at = entryAt(body, directory, tag, little);
  if (at === null) return;
  const isShort = readU16(body, at + 2, little) === 3;
  if (isShort && value <= 65535) writeU16(body, value, at + 8, little);
  else writeLong(body, at, value, little);
}

function writeLong(body: Buffer, at: number, value: number, little: boolean): void {
  writeU16(body, 4, at + 2, little);
  writeU32(body, value, at + 8, little);
}

/** Cuts the second directory off and wipes the thumbnail that it points to. */
function dropThumbnail(body: Buffer, main: Directory, little: boolean): void {
  const link = main.offset + 2 + 12 * main.count;
  const second = directoryAt(body, readU32(body, link, little), little);
  writeU32(body, 0, link, little);
  if (second === null) return;
  const start = numberIn(body, second, 0x0201, little);
  const length = numberIn(body, second, 0x0202, little);
  if (start !== null && length !== null) wipe(body, start, length);
}

/** Zeros, as far as the range lies inside the block and behind its header. */
function wipe(body: Buffer, start: number, length: number): void {
  if (start >= 8 && start < body.length) body.fill(0, start, Math.min(body.length, start + length));
}

const valueSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4] as const;

/** Wipes a directory with all its values and takes its pointer out of `main`. */
function removeDirectory(body: Buffer, main: Directory, tag: number, little: boolean): void {
  const at = entryAt(body, main, tag, little);
  if (at === null) return;
  const directory = directoryAt(body, readU32(body, at + 8, little), little);
  if (directory !== null) {
    for (let index = 0; index < directory.count; index += 1) {
      const entry = directory.offset + 2 + 12 * index;
      const length = (valueSizes[readU16(body, entry + 2, little)] ?? 0) * readU32(body, entry + 4, little);
      const value = readU32(body, entry + 8, little);
      if (length > 4) wipe(body, value, length);
    }
    body.fill(0, directory.offset, directory.offset + 2 + 12 * directory.count + 4);
  }
  const end = main.offset + 2 + 12 * main.count + 4;
  body.copyWithin(at, at + 12, end);
  body.fill(0, end - 12, end);
  writeU16(body, main.count - 1, main.offset, little);
}
