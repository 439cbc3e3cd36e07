/** Serves the window on made-up services; tiles come from the photo in PATINA_FAKE_PHOTO, or from a made-up one. */
import type { ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import sharp from 'sharp';
import { defineConfig } from 'vite';
import { parseTilePath, type TileAddress, tileSize } from '../../../src/shared/contract/tileAddress.ts';

const size = { width: 4032, height: 3024 };
const photo = process.env.PATINA_FAKE_PHOTO;
const levels = new Map<string, Promise<{ data: Buffer; width: number; height: number }>>();

function levelOf(isAfter: boolean, level: number): Promise<{ data: Buffer; width: number; height: number }> {
  const key = `${isAfter} ${level}`;
  const known = levels.get(key);
  if (known !== undefined) return known;
  const source =
    photo === undefined ? sharp({ create: { ...size, channels: 3, background: '#8899aa' } }) : sharp(photo);
  const width = Math.ceil(size.width / 2 ** level);
  const height = Math.ceil(size.height / 2 ** level);
  let image = source.resize(width, height, { fit: 'cover' });
  if (isAfter) image = image.median(3).modulate({ brightness: 1.12, saturation: 1.15 });
  const made = image
    .ensureAlpha()
    .raw()
    .toBuffer()
    .then((data) => ({ data, width, height }));
  levels.set(key, made);
  return made;
}

async function sendTile({ layer, level, column, row }: TileAddress, response: ServerResponse): Promise<void> {
  const { data, width, height } = await levelOf(layer.startsWith('after'), level);
  const left = column * tileSize;
  const top = row * tileSize;
  const tile = { left, top, width: Math.min(tileSize, width - left), height: Math.min(tileSize, height - top) };
  const pixels = layer.startsWith('mask')
    ? Buffer.alloc(tile.width * tile.height * 4)
    : await sharp(data, { raw: { width, height, channels: 4 } })
        .extract(tile)
        .raw()
        .toBuffer();
  response.setHeader('x-tile-width', tile.width);
  response.setHeader('x-tile-height', tile.height);
  response.end(pixels);
}

export default defineConfig({
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  server: { port: 5199, strictPort: true, hmr: false },
  plugins: [
    react(),
    {
      name: 'fake-tiles',
      configureServer(server) {
        server.middlewares.use((request, response, next) => {
          const address = parseTilePath(new URL(request.url ?? '/', 'http://localhost').pathname);
          if (address === null) return next();
          return void sendTile(address, response);
        });
      },
    },
  ],
});
