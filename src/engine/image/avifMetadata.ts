import type { FileHandle } from 'node:fs/promises';
import { exifBody } from './exifTree.ts';
import { readBytes, writeAll } from './fileEdits.ts';

/** A box of an ISO base media file: `start` is where its content begins. */
interface Box {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

const largestMeta = 16 * 2 ** 20;

/**
 * Puts an EXIF block into an AVIF file byte for byte. libvips writes EXIF anew by way of libexif, which drops and
 * moves parts of it; its item is kept and only made to point to the true block at the end of the file.
 * @returns false where the file has no EXIF item that can be turned
 */
export async function replaceAvifExif(handle: FileHandle, exif: Buffer): Promise<boolean> {
  const { size } = await handle.stat();
  const meta = await metaBox(handle, size);
  if (meta === null) return false;
  const inner = boxes(meta.bytes, 4, meta.bytes.length);
  const id = exifItem(meta.bytes, inner);
  const location = id === null ? null : extentOf(meta.bytes, inner, id);
  if (location === null) return false;
  // As libheif does it: four bytes say how far ahead the TIFF header stands, behind `Exif\0\0`.
  const payload = Buffer.concat([Buffer.from('\0\0\0\x06Exif\0\0', 'latin1'), exifBody(exif)]);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + payload.length);
  head.write('mdat', 4, 'latin1');
  meta.bytes.writeUIntBE(size + head.length - location.base, location.offsetAt, location.offsetSize);
  meta.bytes.writeUIntBE(payload.length, location.lengthAt, location.lengthSize);
  await writeAll(handle, Buffer.concat([head, payload]), size);
  await writeAll(handle, meta.bytes, meta.at);
  return true;
}

async function metaBox(handle: FileHandle, fileSize: number): Promise<{ at: number; bytes: Buffer } | null> {
  for (let at = 0; at + 8 <= fileSize; ) {
    const head = await readBytes(handle, at, 8);
    const length = head.readUInt32BE(0);
    if (head.toString('latin1', 4, 8) === 'meta') {
      return length > 12 && length < largestMeta
        ? { at: at + 8, bytes: await readBytes(handle, at + 8, length - 8) }
        : null;
    }
    if (length < 8) return null;
    at += length;
  }
  return null;
}

function boxes(bytes: Buffer, from: number, to: number): Box[] {
  const found: Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const length = bytes.readUInt32BE(at);
    if (length < 8 || at + length > to) break;
    found.push({ kind: bytes.toString('latin1', at + 4, at + 8), start: at + 8, end: at + length });
    at += length;
  }
  return found;
}

/** The number of the item of type `Exif`. */
function exifItem(bytes: Buffer, inner: readonly Box[]): number | null {
  const list = inner.find((box) => box.kind === 'iinf');
  if (list === undefined) return null;
  const first = list.start + (bytes[list.start] === 0 ? 6 : 8);
  for (const entry of boxes(bytes, first, list.end)) {
    const isWide = bytes[entry.start] === 3;
    const typeAt = entry.start + (isWide ? 10 : 8);
    if (bytes.toString('latin1', typeAt, typeAt + 4) !== 'Exif') continue;
    return isWide ? bytes.readUInt32BE(entry.start + 4) : bytes.readUInt16BE(entry.start + 4);
  }
  return null;
}

interface Extent {
  /** What the item's offset counts from. */
  readonly base: number;
  readonly offsetAt: number;
  readonly offsetSize: number;
  readonly lengthAt: number;
  readonly lengthSize: number;
}

/** Where the item location box says where an item lies; only plain items of one extent can be turned. */
function extentOf(bytes: Buffer, inner: readonly Box[], id: number): Extent | null {
  const box = inner.find(({ kind }) => kind === 'iloc');
  if (box === undefined) return null;
  const version = bytes[box.start] ?? 0;
  const sizes = bytes.readUInt16BE(box.start + 4);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version > 0 ? sizes & 15 : 0;
  const idSize = version < 2 ? 2 : 4;
  let at = box.start + 6;
  const items = bytes.readUIntBE(at, idSize);
  at += idSize;
  for (let item = 0; item < items && at + idSize <= box.end; item += 1) {
    const number = bytes.readUIntBE(at, idSize);
    at += idSize;
    const method = version > 0 ? bytes.readUInt16BE(at) & 15 : 0;
    at += (version > 0 ? 2 : 0) + 2;
    const base = baseSize === 0 ? 0 : bytes.readUIntBE(at, Math.min(6, baseSize));
    at += baseSize;
    const extents = bytes.readUInt16BE(at);
    at += 2;
    const offsetAt = at + indexSize;
    at += extents * (indexSize + offsetSize + lengthSize);
    if (number !== id) continue;
    const isPlain = method === 0 && extents === 1 && offsetSize === 4 && lengthSize === 4;
    return isPlain ? { base, offsetAt, offsetSize, lengthAt: offsetAt + offsetSize, lengthSize } : null;
  }
  return null;
}
