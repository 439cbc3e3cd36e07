import { makeNoise } from './noise.ts';
import { blend, type Colour, cover, type Layer, rise, type Stage, shine, type Tone } from './paint.ts';

/** Where the sun stands and where the far shore begins. */
export const sun = { u: 0.16, v: 0.475 } as const;
export const horizon = 0.565;

const zenith: Tone = [0.045, 0.1, 0.26];
const middle: Tone = [0.19, 0.3, 0.49];
const haze: Tone = [0.78, 0.47, 0.3];
const cloudShade: Tone = [0.22, 0.21, 0.3];
const cloudLight: Tone = [1.05, 0.72, 0.52];

/** An evening sky: blue above, warm towards the sun, two decks of cloud lit from below. */
export function makeSky({ seed }: Stage): Layer {
  const noise = makeNoise(seed + 1);
  const high = makeNoise(seed + 2);
  return {
    paint(u, v, colour) {
      // Below the horizon lies the lake.
      if (v > horizon) return;
      const up = (horizon - v) / horizon;
      const nearSun = Math.exp(-3.2 * Math.hypot((u - sun.u) * 0.8, (v - sun.v) * 1.6));
      const air = blend(blend(haze, middle, rise(-0.05, 0.42, up)), zenith, rise(0.3, 1.05, up));
      colour[0] = air[0];
      colour[1] = air[1];
      colour[2] = air[2];
      shine(colour, [1, 0.55, 0.24], 0.85 * nearSun);
      shine(colour, [1, 0.85, 0.6], 2.2 * Math.exp(-22 * Math.hypot(u - sun.u, (v - sun.v) * 1.2)));
      // Clouds are seen at a flat angle: the nearer the horizon, the more they are squeezed.
      const depth = 0.35 / (0.16 + Math.max(0, up));
      paintClouds(colour, noise, u * (1.1 + depth), up * 4.6 + depth, nearSun, up);
      const wisps = high.octaves(u * 2.2 + 3, up * 9 + high.at(u * 3, up * 2) * 1.5, 4);
      cover(
        colour,
        blend([0.58, 0.55, 0.62], cloudLight, nearSun * 1.6),
        0.38 * rise(0.5, 0.8, wisps) * rise(0.15, 0.5, up),
      );
    },
  };
}

function paintClouds(
  colour: Colour,
  noise: ReturnType<typeof makeNoise>,
  x: number,
  y: number,
  nearSun: number,
  up: number,
): void {
  const bend = noise.octaves(x * 1.3 + 40, y * 1.3, 3) - 0.5;
  const body = noise.octaves(x * 1.5 + 1.4 * bend, y * 1.5 + 0.9 * bend, 6);
  const amount = rise(0.5, 0.68, body) * rise(0.02, 0.2, up);
  if (amount <= 0) return;
  // The same field a little lower tells whether there is cloud between this spot and the light below.
  const below = noise.octaves(x * 1.5 + 1.4 * bend, y * 1.5 + 0.9 * bend - 0.16, 4);
  const lit = rise(-0.1, 0.12, body - below) * (0.35 + 1.5 * nearSun);
  cover(colour, blend(cloudShade, cloudLight, lit), 0.86 * amount);
}
