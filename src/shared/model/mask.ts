import * as z from 'zod';

/**
 * A mask as vectors, never pixels. Places and lengths are pixels of the source picture, x to the right and y down from
 * its top left corner, so that the middle of the first pixel is (0.5, 0.5); angles are degrees, clockwise.
 */
const place = z.number().min(-1_000_000).max(1_000_000);
const length = z.number().min(0).max(1_000_000);
const share = z.number().min(0).max(1);

/** One brush stroke; points are x, y, pressure (0 to 1) one after another. */
export const strokeSchema = z.strictObject({
  points: z.array(z.number()).min(3).max(60_000),
  /** Diameter. */
  size: z.number().min(1).max(10_000),
  /** 0: soft from the centre; 1: a hard edge. */
  hardness: share,
  /** Coverage that one stroke lays on, 0 to 1. */
  flow: share,
  erase: z.boolean(),
});
export type Stroke = z.infer<typeof strokeSchema>;

/**
 * How a component changes what the ones before it cover (m) by what it covers itself (c): `add` m + c - mc, `subtract`
 * m (1 - c), `intersect` mc. A list that begins with one of the last two begins with everything.
 */
export const maskModes = ['add', 'subtract', 'intersect'] as const;
export const maskModeSchema = z.enum(maskModes);
export type MaskMode = z.infer<typeof maskModeSchema>;

const every = { mode: maskModeSchema.default('add'), inverted: z.boolean().default(false) };
/** Turned by `angle` about the middle (x, y). */
const box = { x: place, y: place, width: length, height: length, angle: z.number().min(-360).max(360).default(0) };

/** Strokes in the order they were painted. */
const brushSchema = z.strictObject({ kind: z.literal('brush'), ...every, strokes: z.array(strokeSchema).max(10_000) });
/** A closed line; points are x, y one after another. What it runs round either way is inside. */
const lassoSchema = z.strictObject({ kind: z.literal('lasso'), ...every, points: z.array(place).min(6).max(20_000) });
const rectangleSchema = z.strictObject({ kind: z.literal('rectangle'), ...every, ...box });
const ellipseSchema = z.strictObject({ kind: z.literal('ellipse'), ...every, ...box });
/** All as far as the line through (x, y), nothing from the line through (toX, toY) on, smooth between them. */
const linearSchema = z.strictObject({
  kind: z.literal('linear'),
  ...every,
  x: place,
  y: place,
  toX: place,
  toY: place,
});
/** An ellipse: all inside the `hardness` share of its radii, nothing outside of it, smooth between. */
const radialSchema = z.strictObject({ kind: z.literal('radial'), ...every, ...box, hardness: share.default(0) });
/** Source pixels whose brightness (encoded luma, 0 to 1) lies between `low` and `high`, fading over `softness` beyond. */
const luminanceSchema = z.strictObject({
  kind: z.literal('luminance'),
  ...every,
  low: share,
  high: share,
  softness: share.default(0.1),
});
/**
 * Source pixels of a colour, whatever their brightness: `red`, `green` and `blue` are encoded sRGB (0 to 1),
 * `tolerance` the distance in the plane of Cb and Cr, fading over `softness` beyond.
 */
const colourSchema = z.strictObject({
  kind: z.literal('colour'),
  ...every,
  red: share,
  green: share,
  blue: share,
  tolerance: share.default(0.06),
  softness: share.default(0.06),
});

export const maskComponentSchema = z.discriminatedUnion('kind', [
  brushSchema,
  lassoSchema,
  rectangleSchema,
  ellipseSchema,
  linearSchema,
  radialSchema,
  luminanceSchema,
  colourSchema,
]);
export type MaskComponent = z.infer<typeof maskComponentSchema>;
export type ComponentKind = MaskComponent['kind'];
/** The component of one kind. */
export type ComponentOf<Kind extends ComponentKind> = Extract<MaskComponent, { kind: Kind }>;

/** What is done with the components as a whole, in this order: grow, refine, feather, invert. */
export const maskSettingsSchema = z.strictObject({
  /** What the user calls it, e.g. "the sky": sentences find it by this. Empty: no name. */
  name: z.string().max(80),
  /** Moves the edge outward by so many pixels, inward below 0. */
  grow: z.number().int().min(-250).max(250),
  /** Lets the edge follow the picture's own edges within about so many pixels; null: not at all. */
  refine: z.number().min(2).max(250).nullable(),
  /** Softens the edge: the standard deviation of a Gaussian. */
  feather: z.number().min(0).max(500),
  inverted: z.boolean(),
});
export type MaskSettings = z.infer<typeof maskSettingsSchema>;
const plainSettings: MaskSettings = { name: '', grow: 0, refine: null, feather: 0, inverted: false };

const { name, grow, refine, feather, inverted } = maskSettingsSchema.shape;
const currentMaskSchema = z.strictObject({
  components: z.array(maskComponentSchema).max(100),
  name: name.default(''),
  grow: grow.default(0),
  refine: refine.default(null),
  feather: feather.default(0),
  inverted: inverted.default(false),
});
/** Masks as they were written before there were components. */
const strokesOnlySchema = z
  .strictObject({ strokes: z.array(strokeSchema).max(10_000), inverted: z.boolean() })
  .transform((old): Mask => ({ ...plainSettings, components: [brushOf(old.strokes)], inverted: old.inverted }));

/** Where a step applies: components in their order, then what is done with the whole. */
export type Mask = z.output<typeof currentMaskSchema>;
export const emptyMask: Mask = { components: [], ...plainSettings };
export const maskSchema = z.union([currentMaskSchema, strokesOnlySchema]);

/** A brush component of some strokes. */
export function brushOf(strokes: readonly Stroke[], mode: MaskMode = 'add'): ComponentOf<'brush'> {
  return { kind: 'brush', mode, inverted: false, strokes: [...strokes] };
}

/** A component as a window is told about it: without the long lists, which are fetched where they are needed. */
export const componentStateSchema = z.discriminatedUnion('kind', [
  brushSchema.omit({ strokes: true }).extend({ strokes: z.number().int() }),
  lassoSchema.omit({ points: true }).extend({ x: place, y: place, width: length, height: length }),
  rectangleSchema,
  ellipseSchema,
  linearSchema,
  radialSchema,
  luminanceSchema,
  colourSchema,
]);
export type ComponentState = z.infer<typeof componentStateSchema>;

/** The mask of a step as a window is told about it. */
export const maskStateSchema = maskSettingsSchema.extend({ components: z.array(componentStateSchema) });
export type MaskState = z.infer<typeof maskStateSchema>;
