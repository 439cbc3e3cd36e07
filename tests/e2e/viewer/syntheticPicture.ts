/** Pictures that are known at every pixel of every level without being stored: the truth that the viewer is held against. */

export type Rgb = readonly [number, number, number];

/** `pattern`: every pixel differs from its neighbours; `gradient`: smooth, and the same picture at each level. */
export type Kind = 'pattern' | 'gradient';

/** The pixel of a layer at a level; after is before with red turned round and 40 more of blue for each revision. */
export function pixelOf(kind: Kind, layer: string, revision: number, level: number, x: number, y: number): Rgb {
  const packed = packedPixel(kind, layer, revision, level, x, y);
  return [packed & 255, (packed >> 8) & 255, (packed >> 16) & 255];
}

/** The same as one number, red lowest. */
export function packedPixel(kind: Kind, layer: string, revision: number, level: number, x: number, y: number): number {
  if (layer.startsWith('mask:')) return maskShare((x + 0.5) * 2 ** level) * 0x010101;
  const step = 2 ** level;
  const isPattern = kind === 'pattern';
  const red = isPattern ? (x * 37 + level * 64) & 255 : (((x + 0.5) * step) / 24) & 255;
  const green = isPattern ? (y * 53) & 255 : (((y + 0.5) * step) / 24) & 255;
  const blue = isPattern ? (x * 11 + y * 7) & 255 : 96;
  if (layer === 'before') return red | (green << 8) | (blue << 16);
  return (255 - red) | (green << 8) | (((blue + revision * 40) & 255) << 16);
}

/** Full to the left of x = 300, half until 400, nothing from there. */
export function maskShare(x: number): number {
  return x < 300 ? 255 : x < 400 ? 128 : 0;
}
