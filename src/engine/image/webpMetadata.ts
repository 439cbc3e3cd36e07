import type { FileHandle } from 'node:fs/promises';
import type { Size } from '../../shared/base/geometry.ts';
import { exifBody } from './exifTree.ts';
import { type FileEdit, readBytes } from './fileEdits.ts';
import type { Metadata } from './metadata.ts';

const flags = { icc: 0x20, alpha: 0x10, exif: 0x08, xmp: 0x04 } as const;
/** Bytes of the RIFF header and of the extended header with its chunk head. */
const riffSize = 12;
const extendedSize = 18;

/** Puts profile, EXIF and XMP into a WebP file; it has no place for IPTC. */
export async function webpEdits(handle: FileHandle, metadata: Metadata, size: Size): Promise<FileEdit[]> {
  if (metadata.icc === null && metadata.exif === null && metadata.xmp === null) return [];
  const head = await readBytes(handle, 0, riffSize + extendedSize);
  const fileSize = 8 + head.readUInt32LE(4);
  const isExtended = head.toString('latin1', riffSize, riffSize + 4) === 'VP8X';
  const front = isExtended
    ? Buffer.from(head.subarray(riffSize, riffSize + extendedSize))
    : extendedHeader(size, hasPlainAlpha(head));
  const tail: Buffer[] = [];
  let flag = front[8] ?? 0;
  let profile = Buffer.alloc(0);
  if (metadata.icc !== null) {
    flag |= flags.icc;
    profile = chunk('ICCP', metadata.icc);
  }
  if (metadata.exif !== null) {
    flag |= flags.exif;
    tail.push(chunk('EXIF', exifBody(metadata.exif)));
  }
  if (metadata.xmp !== null) {
    flag |= flags.xmp;
    tail.push(chunk('XMP ', metadata.xmp));
  }
  front[8] = flag;
  const insert = Buffer.concat([front, profile]);
  const end = Buffer.concat(tail);
  const remove = isExtended ? extendedSize : 0;
  const riff = Buffer.alloc(4);
  riff.writeUInt32LE(fileSize - 8 + insert.length - remove + end.length);
  return [
    { offset: 4, remove: 4, insert: riff },
    { offset: riffSize, remove, insert },
    { offset: fileSize, remove: 0, insert: end },
  ];
}

/** True where the file's pixels are compressed without loss. */
export async function isLosslessWebp(handle: FileHandle): Promise<boolean> {
  for (let at = riffSize; ; ) {
    const head = await readBytes(handle, at, 8);
    if (head.length < 8) return false;
    const kind = head.toString('latin1', 0, 4);
    if (kind === 'VP8L') return true;
    if (kind === 'VP8 ') return false;
    const length = head.readUInt32LE(4);
    at += 8 + (kind === 'ANMF' ? 16 : length + (length % 2));
  }
}

/** A lossless file without the extended header says in its 29th bit whether it has alpha; a lossy one has none. */
function hasPlainAlpha(head: Buffer): boolean {
  return head.toString('latin1', riffSize, riffSize + 4) === 'VP8L' && ((head[riffSize + 12] ?? 0) & 0x10) !== 0;
}

function extendedHeader(size: Size, hasAlpha: boolean): Buffer {
  const header = chunk('VP8X', Buffer.alloc(10));
  header[8] = hasAlpha ? flags.alpha : 0;
  header.writeUIntLE(size.width - 1, 12, 3);
  header.writeUIntLE(size.height - 1, 15, 3);
  return header;
}

function chunk(kind: string, data: Buffer): Buffer<ArrayBuffer> {
  const head = Buffer.alloc(8);
  head.write(kind, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
