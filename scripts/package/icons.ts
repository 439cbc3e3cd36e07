/** Writes the icon in every size and container that the installers ask for. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { iconDrawing } from './iconDrawing.ts';

const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512] as const;
const windowsSizes = [16, 24, 32, 48, 64, 128, 256] as const;
/** Types of the chunks of an `.icns` that hold a PNG, with its size. */
const macTypes = {
  icp4: 16,
  icp5: 32,
  icp6: 64,
  ic07: 128,
  ic08: 256,
  ic09: 512,
  ic10: 1024,
  ic11: 32,
  ic12: 64,
  ic13: 256,
  ic14: 512,
} as const;

/** Draws all icons into a folder: `icon.ico`, `icon.icns` and `SIZExSIZE.png`, as electron-builder looks for them. */
export async function writeIcons(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const size of linuxSizes) writeFileSync(join(folder, `${size}x${size}.png`), await drawn(size));
  writeFileSync(join(folder, 'icon.ico'), windowsIcon(await Promise.all(windowsSizes.map(drawn)), windowsSizes));
  const chunks = Object.entries(macTypes).map(async ([type, size]) => macChunk(type, await drawn(size)));
  writeFileSync(join(folder, 'icon.icns'), macChunk('icns', Buffer.concat(await Promise.all(chunks))));
}

function drawn(size: number): Promise<Buffer> {
  return sharp(Buffer.from(iconDrawing(size)))
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** An icon file of Windows: a directory of 16 bytes a picture, then the pictures as PNG. */
function windowsIcon(pictures: readonly Buffer[], sizes: readonly number[]): Buffer {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let place = header.length;
  for (const [index, picture] of pictures.entries()) {
    const entry = 6 + 16 * index;
    // 256 is written as 0.
    const size = (sizes[index] ?? 0) % 256;
    header.writeUInt8(size, entry);
    header.writeUInt8(size, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(picture.length, entry + 8);
    header.writeUInt32LE(place, entry + 12);
    place += picture.length;
  }
  return Buffer.concat([header, ...pictures]);
}

/** Type, length with this head, content. */
function macChunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([head, content]);
}
