/** Draws the icons beside the clock from the mark of the window: `npx tsx scripts/trayIcons.ts`. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

const folder = join('resources', 'tray');
const mark = readFileSync('src/renderer/icon.svg', 'utf8');
/** macOS takes only the shape and colours it itself. */
const black = mark.replaceAll('#3fa796', '#000000');

mkdirSync(folder, { recursive: true });
for (const [name, drawing, size] of [
  ['tray.png', mark, 24],
  ['tray@2x.png', mark, 48],
  ['trayTemplate.png', black, 16],
  ['trayTemplate@2x.png', black, 32],
] as const) {
  await sharp(Buffer.from(drawing), { density: 600 }).resize(size, size).png().toFile(join(folder, name));
}
