import { expect, it } from 'vitest';
import { LiveStroke } from '../../../../src/renderer/viewer/liveStroke.ts';
import { strokeDabs, sweepDabs } from '../../../../src/shared/logic/strokeDabs.ts';

const brush = { size: 30, hardness: 0.4, flow: 0.5, erase: false };
const clip = { left: 0, top: 0, width: 200, height: 100 };
const same = (area: { left: number; top: number; width: number; height: number }) => area;

it('previews exactly what the finished stroke covers, at any zoom below 100 %', () => {
  for (const scale of [1, 0.5, 0.31]) {
    const live = new LiveStroke(brush, { scale, left: 12, top: -7, clip });
    for (const [x, y] of [
      [20, 30],
      [111.118, 41],
      [150, 90.5],
    ] as const)
      live.add(x, y, 1);
    const stroke = live.end();
    const window = {
      left: -12 / scale,
      top: 7 / scale,
      scale,
      width: 200,
      height: 100,
      values: new Float32Array(20_000),
    };
    if (stroke !== null) sweepDabs(window, strokeDabs(stroke), stroke.hardness);
    const { bytes } = live.patch(same);
    expect([...bytes]).toEqual([...window.values].map((value) => Math.round(value * 127.5)));
    expect(stroke?.points.slice(3, 6)).toEqual([111.12, 41, 1]);
  }
});

it('is no finer than the picture above 100 %', () => {
  const live = new LiveStroke(brush, { scale: 4, left: 0, top: 0, clip });
  live.add(10, 10, 1);
  const { width, height, target, crisp } = live.patch(({ left, top, width: w, height: h }) => ({
    left: left * 4,
    top: top * 4,
    width: w * 4,
    height: h * 4,
  }));
  expect([width, height, target, crisp]).toEqual([50, 25, { left: 0, top: 0, width: 200, height: 100 }, true]);
});

it('is nothing without a point', () => {
  expect(new LiveStroke(brush, { scale: 1, left: 0, top: 0, clip }).end()).toBeNull();
});
