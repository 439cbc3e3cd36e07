import * as z from 'zod';
import { documentIdSchema, grantIdSchema } from '../base/ids.ts';
import { defineService } from './service.ts';
import { settingsSchema } from './system.ts';
import { tileAddressSchema } from './tileAddress.ts';

/** An open picture as its host keeps it, so that an engine that died can be given it back. */
export const keptPictureSchema = z.strictObject({
  document: documentIdSchema,
  path: z.string().min(1),
  name: z.string(),
  revision: z.number().int().nonnegative(),
  /** The whole history as the engine wrote it; nobody else reads it. */
  history: z.strictObject({ nodes: z.array(z.unknown()), head: z.number().int().nonnegative() }),
  /** A restoration was at work and goes on when the picture comes back. */
  running: z.boolean(),
});
export type KeptPicture = z.infer<typeof keptPictureSchema>;

/** How a picture changed since it was kept last: the history's nodes from number `from` on are these now. */
export const keptChangeSchema = keptPictureSchema.extend({ from: z.number().int().nonnegative() });
export type KeptChange = z.infer<typeof keptChangeSchema>;

/** Pixels of one tile: RGBA, 8 bit sRGB, row by row. Only wires that carry byte arrays can carry it. */
export const tileSchema = z.strictObject({
  /** The picture's revision when it was drawn; an asker who wanted another one must not keep it. */
  revision: z.number().int().nonnegative(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  pixels: z.instanceof(Uint8Array),
});
export type Tile = z.infer<typeof tileSchema>;

/** What a host asks of its engine process beside the public contract. */
export const engineContract = {
  engine: defineService({
    methods: {
      tile: { input: tileAddressSchema, output: tileSchema },
      /** Sent first, and again with every change of the preferences. */
      configure: { input: settingsSchema, output: z.strictObject({}) },
      /** Said before the process is ended on purpose, so that what is at work is left as the next run wants to find it. */
      end: { input: z.strictObject({}), output: z.strictObject({}) },
      restore: { input: z.strictObject({ pictures: z.array(keptPictureSchema) }), output: z.strictObject({}) },
    },
    events: { kept: keptChangeSchema },
  }),
} as const;

/** What the engine process asks of its host: the paths behind grants, and places for what it makes. */
export const hostContract = {
  host: defineService({
    methods: {
      resolve: {
        input: z.strictObject({ grant: grantIdSchema, kind: z.enum(['file', 'folder']) }),
        output: z.strictObject({ path: z.string() }),
      },
      issue: { input: z.strictObject({ path: z.string() }), output: z.strictObject({ grant: grantIdSchema }) },
      /** A private folder for one file to be downloaded, and the address under which it will be found. */
      offerDownload: {
        input: z.strictObject({ name: z.string().min(1).max(255) }),
        output: z.strictObject({ path: z.string(), download: z.string() }),
      },
    },
    events: {},
  }),
} as const;
