import { makeNoise } from './noise.ts';
import { cover, inside, type Layer, type Stage, shine, type Tone } from './paint.ts';
import { horizon } from './sky.ts';

interface House {
  readonly left: number;
  readonly width: number;
  readonly wall: number;
  readonly roof: number;
  readonly tone: Tone;
}

interface Lamp {
  readonly u: number;
  readonly v: number;
  readonly tone: Tone;
  readonly power: number;
}

const walls: readonly Tone[] = [
  [0.3, 0.24, 0.2],
  [0.36, 0.31, 0.28],
  [0.22, 0.17, 0.16],
  [0.27, 0.16, 0.12],
];
const lampTones: readonly Tone[] = [
  [1, 0.62, 0.24],
  [1, 0.78, 0.46],
  [0.85, 0.92, 1],
];

/** A village on the far shore with lit windows and street lamps. */
export function makeVillage({ seed, pixel }: Stage): Layer {
  const noise = makeNoise(seed + 40);
  const houses: House[] = Array.from({ length: 13 }, (_, i) => ({
    left: -0.36 + 0.037 * i + 0.018 * noise.cell(i, 1),
    width: 0.022 + 0.016 * noise.cell(i, 2),
    wall: 0.012 + 0.014 * noise.cell(i, 3),
    roof: 0.008 + 0.008 * noise.cell(i, 4),
    tone: walls[Math.floor(noise.cell(i, 5) * walls.length)] ?? [0.3, 0.25, 0.2],
  }));
  houses.push({ left: -0.1, width: 0.013, wall: 0.042, roof: 0.034, tone: [0.34, 0.3, 0.27] });
  const lamps: Lamp[] = Array.from({ length: 24 }, (_, i) => ({
    u: -0.42 + 0.04 * i + 0.02 * noise.cell(i, 11),
    v: horizon - 0.003 - 0.012 * noise.cell(i, 12),
    tone: lampTones[Math.floor(noise.cell(i, 13) ** 2 * lampTones.length)] ?? [1, 0.7, 0.4],
    power: 0.5 + noise.cell(i, 14),
  }));
  return {
    paint(u, v, colour) {
      if (v < horizon - 0.12 || v > horizon + 0.02) return;
      for (const house of houses) paintHouse(house, u, v);
      for (const { u: x, v: y, tone, power } of lamps) {
        if (Math.abs(u - x) > 0.078) continue;
        const distance = Math.hypot(u - x, v - y) / 0.0026;
        if (distance < 30)
          shine(colour, tone, power * (1.6 * Math.exp(-distance * distance) + 0.12 / (1 + distance ** 2)));
      }

      function paintHouse(house: House, x: number, y: number): void {
        const middle = Math.abs(x - house.left - house.width / 2);
        if (middle > house.width) return;
        const base = horizon - house.wall;
        const eaves = house.width / 2 + 0.002;
        const roof = Math.max(y - base, base - house.roof * (1 - middle / eaves) - y, middle - eaves);
        cover(colour, [0.085, 0.05, 0.05], inside(roof, pixel));
        const wall = Math.max(middle - house.width / 2, base - y, y - horizon - 0.001);
        cover(colour, house.tone, inside(wall, pixel));
        if (wall < -0.002) paintWindow(house, x, y - base);
      }

      function paintWindow(house: House, x: number, y: number): void {
        const [column, row] = [(x - house.left) / 0.0068, y / 0.0092];
        const key = Math.floor(column) + 91 * Math.round(house.left * 1000);
        const isLit = noise.cell(key, Math.floor(row)) > 0.45;
        const edge = Math.max(Math.abs((column % 1) - 0.5) - 0.24, Math.abs((row % 1) - 0.55) - 0.27) * 0.0068;
        const tone: Tone = isLit ? [1.5, 0.88, 0.34] : [0.05, 0.06, 0.09];
        cover(colour, tone, inside(edge, pixel));
      }
    },
  };
}
