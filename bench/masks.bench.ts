/**
 * Twenty masked steps on a 24-megapixel picture: memory, and the time from a change of a mask to the pixels on screen.
 * Run: npx tsx bench/masks.bench.ts
 *
 * The document is driven in this process, as the engine's is: a change is made, and the tiles of the screen that may
 * look different are rendered. Steps are adjustments: what networks cost is measured in run.ts. Times are the process'
 * processor time, all in one thread: what a machine with nothing else to do shows on its clock.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { renderTile } from '../src/engine/document/renderTile.ts';
import { loadPicture } from '../src/engine/image/load.ts';
import { writeSamplePhoto } from '../src/engine/sample/samplePhoto.ts';
import type { Rect } from '../src/shared/base/geometry.ts';
import type { StepId } from '../src/shared/base/ids.ts';
import { tileSize } from '../src/shared/contract/tileAddress.ts';
import type { EditEvent } from '../src/shared/logic/editEvent.ts';
import { placesOf, tilesOver } from '../src/shared/logic/tilePyramid.ts';
import { emptyMask, type Mask, type MaskComponent } from '../src/shared/model/mask.ts';
import { makeStep } from '../src/shared/model/recipe.ts';
import { openEditor } from '../tests/support/openEditor.ts';

const size = { width: 6000, height: 4000 };
const stepCount = 20;
const rounds = 5;
const mebibyte = 2 ** 20;
/** What a window of 1440 x 900 shows of the picture when it fits, and at 100 %. */
const screens = [
  { name: 'whole picture', level: 2, visible: { left: 0, top: 0, ...size } },
  { name: '100 %', level: 0, visible: { left: 2300, top: 1500, width: 1440, height: 900 } },
] as const;

const every = { mode: 'add', inverted: false } as const;
const box = { x: 3000, y: 2000, width: 2400, height: 1500, angle: 20 };
const stroke = (shift: number) => ({
  points: Array.from({ length: 60 }, (_, i) => [
    1500 + 40 * i,
    1600 + shift + 300 * Math.sin(i / 7),
    0.5 + (i % 10) / 20,
  ]).flat(),
  size: 300,
  hardness: 0.5,
  flow: 0.8,
  erase: false,
});
const kinds: readonly MaskComponent[] = [
  { kind: 'brush', ...every, strokes: [0, 250, 500].map(stroke) },
  {
    kind: 'lasso',
    ...every,
    points: Array.from({ length: 400 }, (_, i) => [
      3000 + (1200 + 90 * Math.sin(i)) * Math.cos(i / 64),
      2000 + 1100 * Math.sin(i / 64),
    ]).flat(),
  },
  { kind: 'rectangle', ...every, ...box },
  { kind: 'ellipse', ...every, ...box },
  { kind: 'linear', ...every, x: 3000, y: 800, toX: 3000, toY: 2600 },
  { kind: 'radial', ...every, ...box, hardness: 0.3 },
  { kind: 'luminance', ...every, low: 0.3, high: 0.7, softness: 0.1 },
  { kind: 'colour', ...every, red: 0.5, green: 0.6, blue: 0.75, tolerance: 0.08, softness: 0.06 },
];
const maskOf = (i: number): Mask => ({
  ...emptyMask,
  components: [kinds[i % kinds.length], kinds[(i * 3 + 4) % kinds.length]].filter((each) => each !== undefined),
  feather: i % 4 === 1 ? 30 : 0,
  grow: i % 5 === 2 ? 20 : 0,
  refine: i % 6 === 3 ? 40 : null,
});

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const folder = await mkdtemp(join(tmpdir(), 'patina-bench-'));
try {
  const scene = join(folder, 'scene.png');
  await writeSamplePhoto(scene, { width: 1500, height: 1000, format: 'png', faults: { noise: 0.2 } });
  const photo = join(folder, 'photo.jpg');
  await sharp(scene).resize(size.width, size.height, { fit: 'fill' }).jpeg({ quality: 92 }).toFile(photo);
  const editor = await openEditor(folder, { picture: await loadPicture(photo) });
  const { picture } = editor;
  const resident = (): number => Math.round(process.memoryUsage.rss() / mebibyte);
  console.log(
    `${cpus()[0]?.model} x ${cpus().length}, load ${loadavg()[0]?.toFixed(1)}; a step with a mask, then twenty`,
  );
  console.log(
    `opened: ${resident()} MiB resident, of which the picture ${((size.width * size.height * 4) / mebibyte) | 0} MiB`,
  );

  const stepId = (i: number) => `step-${i}` as StepId;
  const operations = ['exposure', 'contrast', 'saturation', 'temperature'] as const;
  const steps = Array.from({ length: stepCount }, (_, i) => ({
    ...makeStep(operations[i % operations.length] ?? 'exposure', { strength: 0.5, region: 'mask', mask: maskOf(i) }),
    id: stepId(i),
    name: null,
  }));
  const render = async (screen: (typeof screens)[number], rects: readonly Rect[]): Promise<number> => {
    const wanted = tilesOver({ ...size, tileSize }, screen.level, screen.visible);
    const places = wanted === null ? [] : placesOf(wanted);
    const span = tileSize * 2 ** screen.level;
    const changed = places.filter(({ column, row }) =>
      rects.some(
        ({ left, top, width, height }) =>
          column * span < left + width &&
          left < (column + 1) * span &&
          row * span < top + height &&
          top < (row + 1) * span,
      ),
    );
    for (const place of changed) {
      await renderTile(picture, { document: picture.id, layer: 'after', revision: picture.revision, ...place });
    }
    return changed.length;
  };
  const timed = async (screen: (typeof screens)[number], event: (round: number) => EditEvent): Promise<string> => {
    const times: number[] = [];
    let tiles = 0;
    for (let round = 0; round < rounds; round += 1) {
      editor.repaints.length = 0;
      const start = processorMs();
      picture.edit(event(round));
      tiles = await render(screen, editor.repaints);
      times.push(processorMs() - start);
    }
    const [first, ...later] = times;
    const median = later.toSorted((a, b) => a - b)[later.length >> 1] ?? NaN;
    return `${median.toFixed(0).padStart(5)} ms (the first ${first?.toFixed(0)}; ${tiles} tiles)`;
  };

  for (const count of [1, stepCount]) {
    picture.edit({ kind: 'added', steps: steps.slice(count === 1 ? 0 : 1, count), at: picture.steps.length });
    for (const screen of screens) {
      const whole = [{ left: 0, top: 0, ...size }];
      const start = processorMs();
      await render(screen, whole);
      const cold = processorMs() - start;
      const again = processorMs();
      await render(screen, whole);
      console.log(
        `\n${count} masked steps, ${screen.name}: first look ${cold.toFixed(0)} ms, again ${(processorMs() - again).toFixed(0)} ms`,
      );
      const step = stepId(0);
      const changes: Readonly<Record<string, (round: number) => EditEvent>> = {
        'strength (no mask changes)': (round) => ({ kind: 'changed', step, changes: { strength: 0.4 + round / 20 } }),
        'a stroke': (round) => ({ kind: 'stroked', step, stroke: stroke(60 * round), component: 0 }),
        'the second part dragged': (round) => {
          const part = { ...box, x: 2800 + 15 * round };
          return {
            kind: 'componentChanged',
            step,
            index: 1,
            component: { kind: 'radial', ...every, ...part, hardness: 0.3 },
          };
        },
        feather: (round) => ({ kind: 'maskChanged', step, changes: { feather: 10 + 4 * round } }),
        'feather off': () => ({ kind: 'maskChanged', step, changes: { feather: 0 } }),
        grow: (round) => ({ kind: 'maskChanged', step, changes: { grow: 10 + round } }),
        refine: (round) => ({ kind: 'maskChanged', step, changes: { grow: 0, refine: 30 + round } }),
      };
      picture.edit({ kind: 'maskChanged', step, changes: { refine: null, grow: 0, feather: 0 } });
      picture.edit({ kind: 'componentRemoved', step, index: 1 });
      picture.edit({ kind: 'componentAdded', step, component: { kind: 'radial', ...every, ...box, hardness: 0.3 } });
      await render(screen, whole);
      for (const [name, event] of Object.entries(changes))
        console.log(`  ${name.padEnd(28)} ${await timed(screen, event)}`);
    }
    console.log(`\n${count} masked steps: ${resident()} MiB resident`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
