import { makeBody } from './body.ts';
import { makeNoise } from './noise.ts';
import { bell, blend, type Colour, cover, inside, type Layer, rise, type Stage, type Tone } from './paint.ts';

/** The middle of the face and its half sizes. */
const face = { u: 0.47, v: 0.47, width: 0.07, height: 0.0955 } as const;
const toSun = normal(-0.72, -0.22, 0.66);
const toSky = normal(0.35, -0.8, 0.5);

const skin: Tone = [0.56, 0.335, 0.235];
const flush: Tone = [0.52, 0.2, 0.14];
const hairTone: Tone = [0.055, 0.027, 0.016];
const wool: Tone = [0.245, 0.052, 0.04];

function normal(x: number, y: number, z: number): Tone {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}

/** A person on the terrace in the last sun: soft skin, hair, a knitted pullover. */
export function makePortrait(stage: Stage): Layer {
  const { seed, pixel } = stage;
  const noise = makeNoise(seed + 120);
  const body = makeBody(stage, { u: face.u, v: face.v - 0.005, scale: face.width / 0.082 });
  return {
    paint(u, v, colour) {
      if (u < 0.2 || u > 0.72 || v < 0.26) return;
      const [x, y] = [(u - face.u) / face.width, (v - face.v) / face.height];
      paintHairBehind(colour, x, y);
      body.paint(u, v, colour);
      paintNeck(colour, x, y);
      paintFace(colour, x, y);
      paintHairInFront(colour, x, y);
    },
  };

  function paintHairBehind(colour: Colour, x: number, y: number): void {
    const fall = y > 0 ? 1.18 + 0.1 * y - 0.05 * y * y : 1.18;
    const round = Math.hypot(x / fall, (y + 0.14) / 1.22) - 1;
    const ends = 1.3 + 0.5 * (noise.octaves(x * 9, 3, 3) - 0.5) - 0.25 * x * x;
    const long = Math.max(Math.abs(x) - fall - 0.05 * Math.sin(4 * y + 1), y - ends, -y);
    const distance = Math.min(round, long) * face.width + 0.006 * (noise.octaves(x * 8, y * 4, 3) - 0.5);
    cover(colour, strand(x, y), inside(distance, pixel * 1.6));
  }

  function strand(x: number, y: number): Tone {
    const fine = noise.octaves(x * 26 + 4 * noise.at(x * 2, y * 2), y * 2.4, 4);
    const shine = 0.5 + 1.5 * fine + 1.6 * rise(0.35, 1.25, -x) * fine + 0.9 * bell(x + 0.2, y + 0.9, 0.6, 0.22) * fine;
    return [hairTone[0] * shine * 1.15, hairTone[1] * shine, hairTone[2] * shine];
  }

  function paintNeck(colour: Colour, x: number, y: number): void {
    const half = 0.5 + 0.1 * (y - 1) ** 2;
    const amount = inside(Math.max(Math.abs(x + 0.02) - half, y - 1.5, 0.4 - y) * face.width, pixel * 1.5);
    const light = 0.24 + 0.5 * rise(0.4, -0.6, x) * rise(0.85, 1.2, y - 0.35 * x) + 0.1;
    cover(colour, [skin[0] * light, skin[1] * light * 0.94, skin[2] * light * 0.92], amount);
    const collar = Math.hypot(x / 0.66, (y - 1.46) / 0.24) - 1;
    const rib = 0.7 + 0.5 * Math.sin(x * 70) ** 2;
    const sunny = 0.35 + 0.8 * rise(0.5, -0.6, x);
    cover(
      colour,
      [wool[0] * rib * sunny, wool[1] * rib * sunny, wool[2] * rib * sunny],
      inside(collar * 0.05, pixel * 1.5),
    );
  }

  function paintFace(colour: Colour, x: number, y: number): void {
    const jaw = 0.98 - 0.3 * rise(0.15, 1.05, y) - 0.05 * rise(0.2, -0.9, y);
    const distance = (Math.hypot(x / jaw, y) - 1) * face.width * 0.9;
    const amount = inside(distance, pixel * 1.4);
    if (amount <= 0) return;
    const step = 0.02;
    const here = relief(x, y, jaw);
    const slopeX = (relief(x + step, y, jaw) - here) / step;
    const slopeY = (relief(x, y + step, jaw) - here) / step;
    const n = normal(-slopeX, -slopeY, 1.15);
    const key = wrap(n, toSun, 0.32);
    const fill = wrap(n, toSky, 0.5);
    const pores = 1 + 0.06 * (noise.octaves(x * 34, y * 34, 3) - 0.5) + 0.05 * (noise.at(x * 6, y * 6) - 0.5);
    const cheeks =
      bell(x + 0.44, y - 0.3, 0.24, 0.18) +
      bell(x - 0.42, y - 0.3, 0.24, 0.18) +
      0.7 * bell(x + 0.03, y - 0.26, 0.12, 0.1);
    const tone = blend(skin, flush, 0.34 * cheeks);
    const light: Tone = [
      (1.5 * key + 0.36 * fill + 0.035) * pores,
      (1.17 * key + 0.4 * fill + 0.03) * pores,
      (0.86 * key + 0.52 * fill + 0.035) * pores,
    ];
    // Light that has passed through skin reddens the line where the sun no longer reaches.
    const glow = 0.1 * bell(key - 0.12, 0, 0.14, 1);
    const painted: Colour = [
      tone[0] * light[0] + glow,
      tone[1] * light[1] + 0.22 * glow,
      tone[2] * light[2] + 0.1 * glow,
    ];
    paintEyes(painted, x, y, light[1]);
    paintMouth(painted, x, y, light[1]);
    cover(colour, painted, amount);
  }

  /** Height of the face towards the viewer: brow, sockets, nose, cheeks, lips, chin. */
  function relief(x: number, y: number, jaw: number): number {
    const dome = 0.95 * Math.sqrt(Math.max(0.02, 1 - (x / jaw) ** 2 * 0.93 - y * y * 0.8));
    const nx = x + 0.035;
    const bridge =
      0.22 * rise(-0.28, 0.24, y) * rise(0.42, 0.28, y) * bell(nx, 0, 0.075 + 0.05 * rise(-0.2, 0.3, y), 1);
    const wings = 0.07 * (bell(nx + 0.13, y - 0.29, 0.075, 0.065) + bell(nx - 0.12, y - 0.29, 0.075, 0.065));
    const sockets = -0.13 * (bell(x + 0.36, y + 0.13, 0.2, 0.11) + bell(x - 0.32, y + 0.13, 0.2, 0.11));
    const brows = 0.06 * (bell(x + 0.36, y + 0.29, 0.24, 0.07) + bell(x - 0.32, y + 0.29, 0.24, 0.07));
    const lips = 0.07 * bell(nx, y - 0.56, 0.2, 0.075) - 0.03 * bell(nx, y - 0.46, 0.06, 0.06);
    const chin = 0.1 * bell(nx, y - 0.86, 0.2, 0.13) - 0.04 * bell(nx, y - 0.7, 0.2, 0.05);
    const cheeks = 0.07 * (bell(x + 0.47, y - 0.2, 0.22, 0.2) + bell(x - 0.45, y - 0.2, 0.22, 0.2));
    return dome + bridge + wings + sockets + brows + lips + chin + cheeks;
  }

  function paintEyes(painted: Colour, x: number, y: number, light: number): void {
    for (const [middle, width] of [
      [-0.365, 0.165],
      [0.315, 0.155],
    ] as const) {
      const ex = (x - middle) / width;
      const ey = (y + 0.115) / 0.062 + 0.12 * ex;
      const lid = 0.95 * (1 - ex * ex);
      const open = Math.abs(ex) > 1 ? 1 : Math.max(-lid - ey, ey - 0.62 * (1 - ex * ex));
      const amount = inside(open * 0.062 * face.height, pixel * 1.2);
      const white = 0.42 * light + 0.05;
      const eye: Colour = [white * 0.9, white * 0.84, white * 0.82];
      const iris = Math.hypot((ex + 0.12) * width, (ey + 0.12) * 0.062 * 1.25);
      cover(eye, [0.06 * light + 0.01, 0.034 * light + 0.008, 0.02], inside((iris - 0.066) * face.width, pixel));
      cover(eye, [0.004, 0.004, 0.005], inside((iris - 0.03) * face.width, pixel));
      const spark = Math.hypot((ex + 0.28) * width, (ey + 0.42) * 0.062);
      cover(eye, [1.1, 0.95, 0.8], inside((spark - 0.016) * face.width, pixel));
      cover(eye, [0.03, 0.018, 0.014], 0.6 * rise(0.25, -0.1, ey + lid));
      cover(painted, eye, amount);
      const lash = Math.abs(ex) > 1.12 ? 1 : Math.abs(ey + 0.98 * (1 - ex * ex) + 0.05);
      cover(painted, [0.018, 0.01, 0.008], 0.9 * inside((lash - 0.2) * 0.062 * face.height, pixel * 1.5));
      const crease = Math.abs(ex) > 1 ? 1 : Math.abs(ey + 1.05 * (1 - ex * ex) + 0.75);
      cover(painted, [0.12, 0.05, 0.035], 0.4 * light * rise(0.3, 0, crease));
      const bx = ex * 0.92;
      const brow =
        Math.abs(bx) > 1.2
          ? 1
          : Math.abs((y + 0.335) / 0.05 - 0.42 * bx * bx + 0.1 * bx) - 0.62 * (1 - 0.45 * Math.abs(bx));
      const hairs = 0.55 + 0.45 * noise.at(x * 60 + 25 * y, y * 18);
      cover(painted, [0.04, 0.021, 0.014], 0.82 * hairs * rise(0.25, -0.2, brow));
    }
  }

  function paintMouth(painted: Colour, x: number, y: number, light: number): void {
    const mx = (x + 0.035) / 0.255;
    if (Math.abs(mx) > 1.25) return;
    const smile = -0.026 * mx * mx;
    const cupid = 0.014 * bell(mx, 0, 0.16, 1) - 0.01 * bell(Math.abs(mx) - 0.28, 0, 0.18, 1);
    const upper =
      rise(0.02, -0.012, 0.51 + smile + cupid + 0.05 * mx * mx - y) * rise(0.012, -0.012, y - 0.563 - smile);
    const lower = rise(0.012, -0.012, 0.556 + smile - y) * rise(0.03, -0.02, y - 0.632 - smile * 2 + 0.068 * mx * mx);
    const fade = rise(1.08, 0.82, Math.abs(mx));
    cover(painted, [0.3 * light, 0.085 * light, 0.07 * light], 0.72 * upper * fade);
    cover(painted, [0.46 * light, 0.155 * light, 0.125 * light], 0.66 * lower * fade);
    cover(
      painted,
      [0.06, 0.018, 0.014],
      0.85 * rise(0.016, 0, Math.abs(y - 0.562 - smile)) * rise(1.12, 0.85, Math.abs(mx)),
    );
    cover(painted, [0.85, 0.6, 0.5], 0.22 * light * bell(mx + 0.25, y - 0.598, 0.3, 0.012));
    for (const side of [-1, 1]) {
      cover(painted, [0.05, 0.02, 0.014], 0.62 * bell(x + 0.035 - side * 0.085, y - 0.335, 0.036, 0.017));
    }
  }

  function paintHairInFront(colour: Colour, x: number, y: number): void {
    const parting = x - 0.28;
    const line = -0.62 - 0.1 * parting + 0.62 * parting * parting + 0.03 * (noise.octaves(x * 12, y * 2, 2) - 0.5);
    const top = Math.max(y - line, Math.hypot(x / 1.16, (y + 0.14) / 1.21) - 1);
    const side = Math.abs(x) - (0.87 - 0.12 * rise(-0.5, 0.9, y) + 0.03 * Math.sin(6 * y + 2));
    const curtain = Math.max(-side, y - 1.4, line - 0.2 - y, Math.abs(x) - 1.22);
    const soft = 0.7 * (noise.octaves(x * 30, y * 3, 2) - 0.5) * 0.05;
    cover(colour, strand(x, y), inside((Math.min(top, curtain) + soft) * face.width, pixel * 2));
  }
}

/** Soft light on skin: reaches a little round the edge. */
function wrap(n: Tone, to: Tone, softness: number): number {
  const lambert = n[0] * to[0] + n[1] * to[1] + n[2] * to[2];
  return Math.max(0, (lambert + softness) / (1 + softness)) ** 1.2;
}
