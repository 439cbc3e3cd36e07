import type { FileHandle } from 'node:fs/promises';
import { invariant } from '../../shared/base/assert.ts';
import { throwIfCancelled } from '../../shared/base/cancel.ts';
import type { Depth } from '../../shared/model/image.ts';
import type { AlphaRows } from './alphaRows.ts';
import { writeAll } from './fileEdits.ts';
import type { RowSource, Samples } from './picture.ts';

const headerSize = 64;
const millimetresPerInch = 25.4;
const bandFormats = { 8: 0, 16: 2 } as const;
/** Interpretations of libvips for grey and colour at both depths. */
const interpretations = { 1: { 8: 1, 16: 26 }, 3: { 8: 22, 16: 25 } } as const;
/** Samples fetched and written at once. */
const chunkSamples = 4 * 2 ** 20;

/** Metadata that libvips is to write by itself, by the names of its header fields. */
export type VipsBlobs = Partial<
  Record<'exif-data' | 'xmp-data' | 'iptc-data' | 'icc-profile-data' | 'photoshop-data', Buffer>
>;

/** What goes into a scratch file. */
export interface VipsContent {
  readonly rows: RowSource;
  readonly alpha: AlphaRows | null;
  /** Depth of the file; rows and alpha of another depth are brought to it. */
  readonly depth: Depth;
  /** Pixels per inch. */
  readonly density: number | null;
  readonly blobs: VipsBlobs;
}

/**
 * Writes rows as a `.v` file of libvips: a header of 64 bytes, raw samples, metadata as XML. libvips maps such a file
 * instead of reading it, so a picture of any size is encoded without being in memory as a whole.
 */
export async function writeVipsFile(to: FileHandle, content: VipsContent, signal?: AbortSignal): Promise<void> {
  const { rows, alpha, depth } = content;
  const bands = rows.channels + (alpha === null ? 0 : 1);
  await writeAll(to, vipsHeader(content, bands));
  const count = Math.max(1, Math.floor(chunkSamples / (rows.width * bands)));
  for (let top = 0; top < rows.height; top += count) {
    throwIfCancelled(signal);
    const height = Math.min(count, rows.height - top);
    const colour = atDepth(await rows.readRows(top, height), depth);
    invariant(colour.length === rows.width * height * rows.channels, 'a row source hands out all rows it is asked for');
    const samples = alpha === null ? colour : joinAlpha(colour, atDepth(alpha(top, height), depth), rows.channels);
    await writeAll(to, new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  }
  await writeAll(to, Buffer.from(trailer(content.blobs), 'latin1'));
}

/** Samples of 8 bits as 16 or the other way round, rounded; the same array where nothing is to do. */
function atDepth(samples: Samples, depth: Depth): Samples {
  if (depth === 8)
    return samples instanceof Uint8Array ? samples : Uint8Array.from(samples, (v) => Math.round(v / 257));
  return samples instanceof Uint16Array ? samples : Uint16Array.from(samples, (v) => v * 257);
}

function vipsHeader({ rows, depth, density }: VipsContent, bands: number): Buffer {
  const header = Buffer.alloc(headerSize);
  // The magic number says that all that follows is little-endian, samples included.
  header.writeUInt32BE(0xb6a6f208, 0);
  header.writeInt32LE(rows.width, 4);
  header.writeInt32LE(rows.height, 8);
  header.writeInt32LE(bands, 12);
  header.writeInt32LE(depth, 16);
  header.writeInt32LE(bandFormats[depth], 20);
  header.writeInt32LE(0, 24);
  header.writeInt32LE(interpretations[rows.channels][depth], 28);
  const pixelsPerMillimetre = density === null ? 1 : density / millimetresPerInch;
  header.writeFloatLE(pixelsPerMillimetre, 32);
  header.writeFloatLE(pixelsPerMillimetre, 36);
  return header;
}

function trailer(blobs: VipsBlobs): string {
  const fields = Object.entries(blobs).map(
    ([name, bytes]) => `<field type="VipsBlob" name="${name}">${bytes.toString('base64')}</field>`,
  );
  return `<?xml version="1.0"?>\n<root xmlns="http://www.vips.ecs.soton.ac.uk/vips/8.18.7"><header><field type="VipsRefString" name="Hist"></field></header><meta>${fields.join('')}</meta></root>\n`;
}

function joinAlpha(colour: Samples, alpha: Samples, channels: 1 | 3): Samples {
  const pixels = colour.length / channels;
  const size = pixels * (channels + 1);
  const joined = colour instanceof Uint16Array ? new Uint16Array(size) : new Uint8Array(size);
  for (let pixel = 0, from = 0, to = 0; pixel < pixels; pixel += 1) {
    for (let c = 0; c < channels; c += 1) joined[to++] = colour[from++] ?? 0;
    joined[to++] = alpha[pixel] ?? 0;
  }
  return joined;
}
