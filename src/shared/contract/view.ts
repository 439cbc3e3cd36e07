import * as z from 'zod';
import { documentIdSchema, stepIdSchema } from '../base/ids.ts';
import { defineService } from './service.ts';

/** What can be looked at: the source, the finished picture, or the picture after one step. */
export const layerSchema = z.union([
  z.literal('before'),
  z.literal('after'),
  z.strictObject({ after: stepIdSchema }),
  z.strictObject({ before: stepIdSchema }),
]);
export type Layer = z.infer<typeof layerSchema>;

const rectSchema = z.strictObject({
  left: z.number().int(),
  top: z.number().int(),
  width: z.number().int().nonnegative(),
  height: z.number().int().nonnegative(),
});

const bins = z.array(z.number().int().nonnegative()).length(256);
const document = z.strictObject({ document: documentIdSchema });
const colour = z.strictObject({ red: z.number(), green: z.number(), blue: z.number() });

/** Looking at a picture: which part is on screen, its histogram, the value of a pixel. Pixels travel by tile address. */
export const viewService = defineService({
  methods: {
    /** Tells which part of the picture (in source pixels) is on screen, so that it is restored first. */
    look: { input: document.extend({ visible: rectSchema }), output: z.strictObject({}) },
    histogram: {
      input: document.extend({ layer: layerSchema }),
      output: z.strictObject({ red: bins, green: bins, blue: bins, luma: bins }),
    },
    /** Encoded sRGB values 0 to 255 at a pixel of the source, before and after. */
    pixel: {
      input: document.extend({ x: z.number().int().nonnegative(), y: z.number().int().nonnegative() }),
      output: z.strictObject({ before: colour, after: colour }),
    },
  },
  events: {
    /** These parts of the finished picture (source pixels) look different now: ask for their tiles again. */
    repaint: document.extend({ revision: z.number().int().nonnegative(), rects: z.array(rectSchema) }),
  },
});
