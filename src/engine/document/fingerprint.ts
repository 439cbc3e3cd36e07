import { createHash } from 'node:crypto';
import type { Picture } from '../image/picture.ts';
import { breathe } from '../tiling/breathe.ts';

const bytesAtOnce = 8 * 1024 * 1024;

/** SHA-256 of everything about a picture that its results depend on: its pixels, their layout and their colours. */
export async function fingerprint(picture: Picture): Promise<string> {
  const { width, height, channels, depth, samples, metadata } = picture;
  const hash = createHash('sha256');
  hash.update(JSON.stringify([width, height, channels, depth, picture.colourSpace.name]));
  if (metadata.icc !== null) hash.update(metadata.icc);
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  for (let at = 0; at < bytes.length; at += bytesAtOnce) {
    hash.update(bytes.subarray(at, at + bytesAtOnce));
    await breathe();
  }
  return hash.digest('hex');
}
