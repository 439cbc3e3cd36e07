import type { FileHandle } from 'node:fs/promises';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { exifBody } from './exifTree.ts';
import { type FileEdit, readBytes } from './fileEdits.ts';
import { photoshopResources } from './iptcBlock.ts';
import type { Metadata } from './metadata.ts';

/** Where the header chunk ends and the first of ours may stand. */
const afterHeader = 33;
const iptcKeyword = 'Raw profile type iptc';
const largestText = 4 * 2 ** 20;

/** Puts metadata into a PNG file: profile, EXIF, XMP, and IPTC the way that ImageMagick and ExifTool keep it. */
export function pngEdits(metadata: Metadata): FileEdit[] {
  const chunks: Buffer[] = [];
  if (metadata.icc !== null) {
    chunks.push(chunk('iCCP', Buffer.concat([Buffer.from('icc\0\0', 'latin1'), deflateSync(metadata.icc)])));
  }
  if (metadata.exif !== null) chunks.push(chunk('eXIf', exifBody(metadata.exif)));
  if (metadata.xmp !== null) {
    chunks.push(chunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1'), metadata.xmp])));
  }
  if (metadata.iptc !== null) {
    const words = rawProfile(photoshopResources(metadata.iptc));
    chunks.push(chunk('zTXt', Buffer.concat([Buffer.from(`${iptcKeyword}\0\0`, 'latin1'), deflateSync(words)])));
  }
  return chunks.length === 0 ? [] : [{ offset: afterHeader, remove: 0, insert: Buffer.concat(chunks) }];
}

/** IPTC of a PNG file from the chunks before its pixels, or null. */
export async function readPngIptc(handle: FileHandle): Promise<Buffer | null> {
  for (let at = 8; ; ) {
    const head = await readBytes(handle, at, 8);
    if (head.length < 8) return null;
    const length = head.readUInt32BE(0);
    const kind = head.toString('latin1', 4, 8);
    if (kind === 'IDAT' || kind === 'IEND') return null;
    if (kind === 'zTXt' && length < largestText) {
      const data = await readBytes(handle, at + 8, length);
      if (data.toString('latin1', 0, iptcKeyword.length + 1) === `${iptcKeyword}\0`) return unpackIptc(data);
    }
    at += 12 + length;
  }
}

function unpackIptc(data: Buffer): Buffer | null {
  let words: string;
  try {
    words = inflateSync(data.subarray(iptcKeyword.length + 2), { maxOutputLength: largestText }).toString('latin1');
  } catch (fault) {
    if (fault instanceof Error) return null;
    throw fault;
  }
  const found = /^\s*\w+\s+(\d+)\s+([0-9a-fA-F\s]*)$/.exec(words);
  if (found?.[1] === undefined || found[2] === undefined) return null;
  const bytes = Buffer.from(found[2].replace(/\s/g, ''), 'hex');
  return bytes.length > 0 && bytes.length === Number(found[1]) ? bytes : null;
}

function rawProfile(bytes: Buffer): Buffer {
  const lines = bytes.toString('hex').match(/.{1,72}/g) ?? [];
  return Buffer.from(`\niptc\n${String(bytes.length).padStart(8)}\n${lines.join('\n')}\n`, 'latin1');
}

function chunk(kind: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
