import { expect, it, vi } from 'vitest';
import { LassoTool } from '../../../../src/renderer/tools/lassoTool.ts';
import { PartHandles } from '../../../../src/renderer/tools/partHandles.ts';
import { handlesOf, type Placed } from '../../../../src/renderer/tools/shapeGeometry.ts';
import type { ToolPointer } from '../../../../src/renderer/tools/tool.ts';
import type { Viewer } from '../../../../src/renderer/viewer/viewer.ts';
import type { ComponentOf } from '../../../../src/shared/model/mask.ts';

/** A screen that shows a picture at 50 %, as far as tools look at it. */
const viewer = {
  space: { picture: {}, pixelRatio: 1, sourceScale: 0.5 },
  setCursor: () => undefined,
  setShape: () => undefined,
} as unknown as Viewer;

function at(x: number, y: number): ToolPointer {
  const sample = { canvas: { x: x / 2, y: y / 2 }, source: { x, y }, pressure: 1 };
  return { ...sample, shift: false, alt: false, samples: [sample] };
}

it('changes nothing where a handle is only touched, and follows it once it is dragged', () => {
  const ellipse: Placed = {
    kind: 'ellipse',
    mode: 'add',
    inverted: false,
    x: 200,
    y: 150,
    width: 100,
    height: 60,
    angle: 0,
  };
  const onDrag = vi.fn<(before: Placed, now: Placed, gesture: string) => void>();
  const handles = new PartHandles(viewer, { part: () => ellipse, onDrag });
  const [middle] = handlesOf(ellipse, 2).filter(({ id }) => id === 'move');
  if (middle === undefined) throw new Error('There is nothing to move it by.');
  const { x, y } = middle.at;
  handles.press(at(x, y));
  handles.drag(at(x + 2, y + 1));
  handles.release(at(x + 2, y + 1));
  handles.press(at(x, y));
  handles.cancel();
  expect(onDrag).not.toHaveBeenCalled();
  handles.press(at(x, y));
  handles.drag(at(x + 30, y));
  handles.release(at(x + 40, y));
  expect(onDrag.mock.calls.map(([, now]) => now)).toMatchObject([{ x: 230 }, { x: 240 }]);
});

it('follows a lasso to its end however long it is, with no more points than a mask may have', () => {
  const onLasso = vi.fn<(lasso: ComponentOf<'lasso'>) => void>();
  const lasso = new LassoTool(viewer, { canDraw: () => true, mode: () => 'add', onLasso });
  lasso.press(at(0, 0));
  for (let i = 1; i <= 30_000; i += 1) lasso.drag(at(i * 4, (i % 2) * 500));
  lasso.release(at(130_000, 900));
  const points = onLasso.mock.calls[0]?.[0].points ?? [];
  expect(points.slice(0, 2)).toEqual([0, 0]);
  expect(points.slice(-2)).toEqual([130_000, 900]);
  expect(points.length / 2).toBeLessThanOrEqual(9000);
});
