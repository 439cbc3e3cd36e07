/**
 * The colour space of a picture: its encoding curve and primaries. All methods work in place on interleaved red,
 * green, blue values where 0..1 is the encodable range; values outside it are kept, not clipped.
 */
export interface ColourSpace {
  /** What a person calls it, e.g. `Display P3`; `sRGB` where the picture has no profile. */
  readonly name: string;
  /** True where values are sRGB already and conversions do nothing. */
  readonly isSrgb: boolean;
  /** Weights of linear red, green and blue in luminance Y. */
  readonly luminance: readonly [number, number, number];
  /** Encoded values to linear light in the space's own primaries. */
  toLinear(values: Float32Array): void;
  /** Linear light in the space's own primaries to encoded values. */
  fromLinear(values: Float32Array): void;
  /** Encoded values of this space to encoded sRGB. */
  toSrgb(values: Float32Array): void;
  /** Encoded sRGB to encoded values of this space. */
  fromSrgb(values: Float32Array): void;
}
