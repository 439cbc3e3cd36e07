import * as z from 'zod';
import { documentIdSchema } from '../base/ids.ts';

/** Tiles of the pyramid are this wide and high, less at the right and bottom edge. */
export const tileSize = 512;

/** One tile of one pyramid level: level 0 is full size, each further level half of the one before, rounded up. */
export const tileAddressSchema = z.strictObject({
  document: documentIdSchema,
  /** `before`, `after`, `mask:<step>`, `after:<step>`, `before:<step>`, or `state:<number>` of the history. */
  layer: z.string().regex(/^(before|after|(mask|after|before):[a-z0-9-]{1,64}|state:\d{1,7})$/),
  level: z.coerce.number().int().min(0).max(16),
  column: z.coerce.number().int().min(0).max(10_000),
  row: z.coerce.number().int().min(0).max(10_000),
  /** Revision of the picture the asker knows; part of the address so that caches never mix states. */
  revision: z.coerce.number().int().nonnegative(),
});
export type TileAddress = z.infer<typeof tileAddressSchema>;

/**
 * Path of a tile: `/tiles/<document>/<layer>/<level>/<column>/<row>/<revision>`. The body is raw RGBA, 8 bit sRGB, row by
 * row, width and height in the headers `x-tile-width` and `x-tile-height`.
 */
export function tilePath(address: TileAddress): string {
  const { document, layer, level, column, row, revision } = address;
  return `/tiles/${document}/${encodeURIComponent(layer)}/${level}/${column}/${row}/${revision}`;
}

/** The address behind a path, or null where the path is none. */
export function parseTilePath(path: string): TileAddress | null {
  const parts = path.split('/');
  if (parts.length !== 8 || parts[0] !== '' || parts[1] !== 'tiles') return null;
  const [, , document, layer, level, column, row, revision] = parts.map(decodeURIComponent);
  const parsed = tileAddressSchema.safeParse({ document, layer, level, column, row, revision });
  return parsed.success ? parsed.data : null;
}
