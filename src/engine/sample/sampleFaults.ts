import type { Picture, Samples } from '../image/picture.ts';
import { makeNoise } from './noise.ts';

/** A picture's samples as linear light, changed, and back as whole numbers. */
function develop(picture: Picture, change: (linear: Float32Array, firstPixel: number) => void): Picture {
  const top = picture.depth === 16 ? 65535 : 255;
  const line = picture.width * picture.channels;
  const samples: Samples =
    picture.depth === 16 ? new Uint16Array(picture.samples.length) : new Uint8Array(picture.samples.length);
  for (let row = 0; row < picture.height; row += 1) {
    const values = Float32Array.from(picture.samples.subarray(row * line, (row + 1) * line), (value) => value / top);
    picture.colourSpace.toLinear(values);
    change(values, row * picture.width);
    picture.colourSpace.fromLinear(values);
    for (let i = 0; i < line; i += 1)
      samples[row * line + i] = Math.round(top * Math.min(1, Math.max(0, values[i] ?? 0)));
  }
  return { ...picture, samples };
}

/**
 * Noise as a sensor makes it: shot noise that grows with the root of the light, and read noise that is there in the
 * dark too.
 * @param strength 1 is about ISO 6400 of a small camera
 */
export function withSensorNoise(picture: Picture, strength = 1, seed = 1): Picture {
  const noise = makeNoise(seed + 900);
  const shot = 0.0026 * strength * strength;
  const read = 0.006 * strength;
  return develop(picture, (values, firstPixel) => {
    for (let i = 0; i < values.length; i += 1) {
      const light = Math.max(0, values[i] ?? 0);
      const at = firstPixel * picture.channels + i;
      const even = 1e-9 + noise.cell(at, 1) * (1 - 1e-9);
      const normal = Math.sqrt(-2 * Math.log(even)) * Math.cos(2 * Math.PI * noise.cell(at, 2));
      values[i] = light + normal * Math.sqrt(shot * light + read * read);
    }
  });
}

/**
 * Haze as the atmosphere makes it: light lost on the way and air light added, more towards the top of the picture.
 * @param amount 0 to 1, the share of light lost at the top
 */
export function withHaze(picture: Picture, amount = 0.5): Picture {
  const air = [0.62, 0.64, 0.68] as const;
  return develop(picture, (values, firstPixel) => {
    const far = 1 - firstPixel / (picture.width * picture.height);
    const lost = amount * (0.45 + 0.55 * far);
    for (let i = 0; i < values.length; i += 1) {
      values[i] = (values[i] ?? 0) * (1 - lost) + (air[i % picture.channels] ?? 0.64) * lost;
    }
  });
}

/** An exposure that is too short: all light times `exposure`, 0 to 1. */
export function withShortExposure(picture: Picture, exposure = 0.2): Picture {
  return develop(picture, (values) => {
    for (let i = 0; i < values.length; i += 1) values[i] = (values[i] ?? 0) * exposure;
  });
}
