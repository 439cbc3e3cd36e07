import { nearShore } from './lake.ts';
import { makeLettering } from './lettering.ts';
import { makeNoise, type Noise } from './noise.ts';
import { type Colour, cover, inside, type Layer, rise, type Stage, type Tone, toStroke } from './paint.ts';

const metal: Tone = [0.05, 0.048, 0.05];
const gleam: Tone = [0.75, 0.5, 0.32];
const sign = { left: -0.62, top: 0.63, width: 0.46, height: 0.165 } as const;

/** The terrace in front: planks, a railing of thin cables, and a painted sign. */
export function makeTerrace({ seed, pixel }: Stage): Layer {
  const noise = makeNoise(seed + 100);
  const title = makeLettering('PATINA');
  const line = makeLettering('LAKESIDE CAFE · SINCE 1926');
  return {
    paint(u, v, colour) {
      if (v > nearShore) paintDeck(colour, noise, u, v, pixel);
      if (v > 0.68) paintRailing(colour, u, v, pixel);
      paintSign(u, v, colour);
    },
  };

  function paintSign(u: number, v: number, colour: Colour): void {
    const x = (u - sign.left) / sign.width;
    const y = (v - sign.top) / sign.height;
    if (x < -0.05 || x > 1.05 || y < -0.4 || y > 1.1) return;
    for (const at of [0.12, 0.88]) {
      const rope = toStroke(u, v, sign.left + at * sign.width, sign.top, sign.left + at * sign.width, 0.9);
      cover(colour, metal, inside(rope - 0.004, pixel));
    }
    const edge = Math.max(
      Math.abs(x - 0.5) * sign.width - sign.width / 2,
      Math.abs(y - 0.5) * sign.height - sign.height / 2,
    );
    const amount = inside(edge, pixel);
    if (amount <= 0) return;
    const grain = noise.octaves(u * 7, v * 150 + 2.5 * noise.at(u * 5, v * 14), 4);
    const wear = rise(0.58, 0.72, noise.octaves(u * 32, v * 50, 5));
    const light = 0.72 + 0.3 * (1 - y);
    const wood: Tone = [0.21 * (0.6 + grain), 0.115 * (0.6 + grain), 0.058 * (0.6 + grain)];
    const green: Tone = [0.02 + 0.014 * grain, 0.07 + 0.03 * grain, 0.064 + 0.025 * grain];
    const board: Colour = [...green];
    cover(board, wood, 0.85 * wear);
    cover(board, [0.68, 0.5, 0.2], inside(Math.abs(edge + 0.011) - 0.0016, pixel));
    paintText(board, title, u, v, 0.068, sign.top + 0.034, 0.0062, [0.86, 0.75, 0.5], wear);
    paintText(board, line, u, v, 0.0155, sign.top + 0.124, 0.0013, [0.8, 0.74, 0.62], wear * 0.6);
    cover(colour, [board[0] * light, board[1] * light, board[2] * light], amount);
  }

  function paintText(
    board: Colour,
    text: ReturnType<typeof makeLettering>,
    u: number,
    v: number,
    height: number,
    top: number,
    weight: number,
    tone: Tone,
    wear: number,
  ): void {
    const left = sign.left + (sign.width - text.width * height) / 2;
    const [x, y] = [(u - left) / height, (v - top) / height];
    if (x < -0.2 || x > text.width + 0.2 || y < -0.2 || y > 1.2) return;
    const shadow = text.distance(x - 0.035, y - 0.045) * height - weight;
    cover(board, [0.008, 0.02, 0.018], 0.7 * inside(shadow, pixel * 1.5));
    cover(board, tone, inside(text.distance(x, y) * height - weight, pixel) * (1 - 0.5 * wear));
  }
}

function paintDeck(colour: Colour, noise: Noise, u: number, v: number, pixel: number): void {
  const depth = v - nearShore + 0.055;
  const across = (u * 0.2) / depth;
  const plank = across / 0.1;
  const index = Math.floor(plank);
  const grain = noise.octaves(plank * 9 + 3, 2.2 / depth + 40 * noise.cell(index, 3), 5);
  const tint = 0.6 + 0.5 * noise.cell(index, 1);
  const wet = rise(0.42, 0.66, noise.octaves(across * 9, 0.9 / depth, 3));
  const light = (0.45 + 0.9 * grain) * tint;
  const edge = Math.abs(plank - Math.round(plank)) * 0.1 * (depth / 0.2);
  const wood: Tone = [0.165 * light + 0.05 * wet, 0.105 * light + 0.036 * wet, 0.075 * light + 0.035 * wet];
  cover(colour, wood, inside(nearShore - v, pixel));
  cover(colour, [0.012, 0.01, 0.01], 0.9 * inside(edge - 0.0016, pixel) * inside(nearShore - v, pixel));
  cover(colour, [0.02, 0.016, 0.014], rise(nearShore + 0.012, nearShore, v) * inside(nearShore - v, pixel));
}

function paintRailing(colour: Colour, u: number, v: number, pixel: number): void {
  for (let cable = 0; cable < 4; cable += 1) {
    const height = 0.742 + 0.04 * cable;
    const sag = 0.004 * Math.cos(((u + 0.2) / 0.36) * 2 * Math.PI);
    const distance = Math.abs(v - height - sag);
    cover(colour, metal, inside(distance - 0.0011, pixel));
    cover(colour, gleam, 0.5 * inside(Math.abs(v - height - sag + 0.0007) - 0.0003, pixel));
  }
  const post = Math.abs((((((u + 0.02) / 0.36) % 1) + 1.5) % 1) - 0.5) * 0.36;
  if (v > 0.7) {
    cover(colour, metal, inside(Math.max(post - 0.0055, 0.7 - v, v - 0.93), pixel));
    cover(colour, gleam, 0.45 * inside(Math.max(Math.abs(post - 0.0035) - 0.0009, 0.7 - v, v - 0.93), pixel));
  }
  const rail = Math.max(Math.abs(v - 0.7) - 0.0085);
  const round = 0.35 + 0.65 * rise(0.012, -0.008, v - 0.7);
  cover(colour, [0.24 * round, 0.13 * round, 0.075 * round], inside(rail, pixel));
}
