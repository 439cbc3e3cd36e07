import type { FileHandle } from 'node:fs/promises';
import { exifBody } from './exifTree.ts';
import { type FileEdit, readBytes } from './fileEdits.ts';
import { app13Block } from './iptcBlock.ts';
import type { Metadata } from './metadata.ts';

const exifName = Buffer.from('Exif\0\0', 'latin1');
const xmpName = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');
const iccName = Buffer.from('ICC_PROFILE\0', 'latin1');
/** Bytes that one segment can hold. */
const segmentSize = 65533;

/** Puts metadata into a JPEG file, behind its JFIF segment. A block that no segment can hold is left out. */
export async function jpegEdits(handle: FileHandle, metadata: Metadata): Promise<FileEdit[]> {
  const segments: Buffer[] = [];
  const add = (marker: number, payload: Buffer) => {
    if (payload.length > segmentSize) return;
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(payload.length + 2, 2);
    segments.push(head, payload);
  };
  if (metadata.exif !== null) add(0xe1, Buffer.concat([exifName, exifBody(metadata.exif)]));
  if (metadata.xmp !== null) add(0xe1, Buffer.concat([xmpName, metadata.xmp]));
  if (metadata.icc !== null) for (const part of iccParts(metadata.icc)) add(0xe2, part);
  if (metadata.iptc !== null) add(0xed, app13Block(metadata.iptc));
  if (segments.length === 0) return [];
  return [{ offset: await afterJfif(handle), remove: 0, insert: Buffer.concat(segments) }];
}

function iccParts(icc: Buffer): Buffer[] {
  const room = segmentSize - iccName.length - 2;
  const count = Math.ceil(icc.length / room);
  if (count > 255) return [];
  return Array.from({ length: count }, (_, index) =>
    Buffer.concat([iccName, Buffer.from([index + 1, count]), icc.subarray(index * room, (index + 1) * room)]),
  );
}

async function afterJfif(handle: FileHandle): Promise<number> {
  const head = await readBytes(handle, 2, 4);
  const isJfif = head.length === 4 && head.readUInt16BE(0) === 0xffe0;
  return isJfif ? 4 + head.readUInt16BE(2) : 2;
}
