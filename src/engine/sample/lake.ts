import { makeNoise } from './noise.ts';
import { blend, type Colour, cover, type Layer, rise, type Stage, shine } from './paint.ts';
import { horizon, sun } from './sky.ts';

/** Where the water ends and the terrace begins. */
export const nearShore = 0.9;

/** Water that mirrors what is painted behind it, broken by ripples, with the sun's path across it. */
export function makeLake({ seed, pixel }: Stage, behind: readonly Layer[]): Layer {
  const noise = makeNoise(seed + 60);
  const mirrored: Colour = [0, 0, 0];
  return {
    paint(u, v, colour) {
      // The terrace hides what lies nearer.
      if (v < horizon || v > nearShore + pixel) return;
      const down = v - horizon;
      // Ripples grow towards the viewer and lie flat: long across, short in depth.
      const scale = 1 / (0.012 + 0.32 * down);
      const wave = noise.octaves(u * scale * 1.1, 14 * Math.log(0.02 + down), 4) - 0.5;
      const fine = noise.octaves(u * scale * 3.4 + 9, 46 * Math.log(0.02 + down), 3) - 0.5;
      const tilt = (wave + 0.55 * fine) * (0.1 + 0.5 * down);
      mirrored.fill(0);
      const height = horizon - 1.05 * down + 1.1 * tilt;
      for (const layer of behind) layer.paint(u + 0.25 * tilt, Math.min(horizon - 1.5 * pixel, height), mirrored);
      // Water takes a little of what it mirrors and adds its own depth, more so close by.
      const close = rise(0, 0.4, down);
      const own = blend([0.06, 0.1, 0.13], [0.025, 0.06, 0.075], close);
      cover(colour, blend(mirrored, own, 0.2 + 0.34 * close - 0.5 * tilt), 1);
      const path = Math.exp(-(((u - sun.u) / (0.03 + 0.3 * down)) ** 2));
      shine(colour, [1, 0.66, 0.36], 1.7 * path * rise(0.1, 0.36, wave + fine * 0.9 + 0.12) * (1 - 0.5 * close));
      shine(colour, [0.5, 0.5, 0.55], 0.25 * rise(0.004, 0, down));
    },
  };
}
