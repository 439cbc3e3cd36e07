import { toStroke } from './paint.ts';

/** Strokes of a letter in a box 4 wide and 6 high, as `x y` pairs; a gap lifts the pen. */
const letters: Readonly<Record<string, string>> = {
  A: '06 20 46;14 34',
  B: '00 06 36 45 44 33 03;33 42 41 30 00',
  C: '41 30 10 01 05 16 36 45',
  D: '00 06 26 44 42 20 00',
  E: '40 00 06 46;03 33',
  F: '40 00 06;03 33',
  G: '41 30 10 01 05 16 36 45 43 23',
  H: '00 06;40 46;03 43',
  I: '20 26',
  K: '00 06;40 03 46',
  L: '00 06 46',
  M: '06 00 23 40 46',
  N: '06 00 46 40',
  O: '10 30 41 45 36 16 05 01 10',
  P: '06 00 30 41 42 33 03',
  R: '06 00 30 41 42 33 03;23 46',
  S: '41 30 10 01 02 13 33 44 45 36 16 05',
  T: '00 40;20 26',
  U: '00 05 16 36 45 40',
  V: '00 26 40',
  W: '00 16 22 36 40',
  Y: '00 23 40;23 26',
  Z: '00 40 06 46',
  0: '10 30 41 45 36 16 05 01 10',
  1: '11 20 26;16 36',
  2: '01 10 30 41 42 06 46',
  6: '41 30 10 01 05 16 36 45 44 33 13 04',
  9: '05 16 36 45 41 30 10 01 02 13 33 42',
  '·': '23 23',
  '-': '13 33',
};

type Stroke = readonly [number, number, number, number];

const letterWidth = 4;
const letterStep = 6;
const letterHeight = 6;

/** A line of text as strokes, its letters 1 high. */
export interface Lettering {
  readonly width: number;
  /** Distance to the nearest stroke; large where none is near. */
  distance(x: number, y: number): number;
}

/** Text of capitals, digits and a few marks; anything else is a space. */
export function makeLettering(text: string): Lettering {
  const glyphs = Array.from(text, (letter, index) => strokesOf(letters[letter] ?? '', index * letterStep));
  return {
    width: ((glyphs.length - 1) * letterStep + letterWidth) / letterHeight,
    distance(x, y) {
      const [px, py] = [x * letterHeight, y * letterHeight];
      const index = Math.floor((px + (letterStep - letterWidth) / 2) / letterStep);
      let nearest = letterHeight;
      for (const [ax, ay, bx, by] of glyphs[index] ?? []) {
        nearest = Math.min(nearest, toStroke(px, py, ax, ay, bx, by));
      }
      return nearest / letterHeight;
    },
  };
}

function strokesOf(path: string, offset: number): Stroke[] {
  return path.split(';').flatMap((line) => {
    const points = line.split(' ').filter((point) => point !== '');
    return points.slice(1).map((point, index): Stroke => {
      const before = points[index] ?? point;
      return [offset + Number(before[0]), Number(before[1]), offset + Number(point[0]), Number(point[1])];
    });
  });
}
