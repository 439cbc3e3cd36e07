import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Camera, largestScale } from '../../../../src/renderer/viewer/camera.ts';

function cameraOver(width: number, height: number, viewport = { width: 1200, height: 800 }): Camera {
  const camera = new Camera();
  camera.setViewport(viewport, 16);
  camera.setPicture({ width, height });
  return camera;
}

const sizes = fc.record({ width: fc.integer({ min: 1, max: 20_000 }), height: fc.integer({ min: 1, max: 20_000 }) });
const viewports = fc.record({ width: fc.integer({ min: 50, max: 4000 }), height: fc.integer({ min: 50, max: 3000 }) });
const moves = fc.array(
  fc.oneof(
    fc.record({ zoom: fc.double({ min: 0.001, max: 100, noNaN: true }), x: fc.nat(4000), y: fc.nat(3000) }),
    fc.record({ panX: fc.integer({ min: -9000, max: 9000 }), panY: fc.integer({ min: -9000, max: 9000 }) }),
    fc.record({ step: fc.constantFrom(1 as const, -1 as const) }),
  ),
  { maxLength: 12 },
);

describe('the camera', () => {
  it('fits a large picture with a margin and leaves a small one at 100 %', () => {
    expect([cameraOver(4000, 1000).scale, cameraOver(300, 200).scale]).toEqual([(1200 - 32) / 4000, 1]);
  });

  it('stands on whole pixels whatever is done to it', () => {
    fc.assert(
      fc.property(sizes, viewports, moves, (size, viewport, list) => {
        const camera = cameraOver(size.width, size.height, viewport);
        for (const move of list) act(camera, move);
        const { left, top } = camera.transform();
        expect([Number.isInteger(left), Number.isInteger(top)]).toEqual([true, true]);
      }),
    );
  });

  it('never leaves a gap beside a picture that is larger than the screen, and centres a smaller one', () => {
    fc.assert(
      fc.property(sizes, viewports, moves, (size, viewport, list) => {
        const camera = cameraOver(size.width, size.height, viewport);
        for (const move of list) act(camera, move);
        const { scale, left } = camera.transform();
        const right = left + size.width * scale;
        const isLarger = size.width * scale >= viewport.width;
        const gap = isLarger ? Math.max(left, viewport.width - right) : Math.abs(left - (viewport.width - right)) - 2;
        expect(gap).toBeLessThanOrEqual(1.01);
      }),
    );
  });

  it('keeps its scale within bounds', () => {
    fc.assert(
      fc.property(sizes, viewports, moves, (size, viewport, list) => {
        const camera = cameraOver(size.width, size.height, viewport);
        for (const move of list) act(camera, move);
        expect(camera.scale).toBeLessThanOrEqual(largestScale);
        expect(camera.scale).toBeGreaterThanOrEqual(Math.min(camera.fitScale() / 2, 1 / 64));
      }),
    );
  });

  it('keeps the point under the pointer while zooming into a picture that fills the screen', () => {
    fc.assert(
      fc.property(fc.nat(1199), fc.nat(799), fc.double({ min: 1, max: 32, noNaN: true }), (x, y, scale) => {
        const camera = cameraOver(9000, 6000);
        camera.zoomTo(1);
        const before = camera.toPicture({ x, y });
        camera.zoomTo(scale, { x, y });
        const after = camera.toScreen(before);
        expect(Math.hypot(after.x - x, after.y - y)).toBeLessThan(1.5 * scale + 1.5);
        camera.zoomTo(1, { x, y });
        const back = camera.toScreen(before);
        expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(2.2);
      }),
    );
  });

  it('goes to the screen and back', () => {
    fc.assert(
      fc.property(sizes, moves, fc.nat(4000), fc.nat(3000), (size, list, x, y) => {
        const camera = cameraOver(size.width, size.height);
        for (const move of list) act(camera, move);
        const there = camera.toScreen(camera.toPicture({ x, y }));
        expect(Math.hypot(there.x - x, there.y - y)).toBeLessThan(1e-6);
      }),
    );
  });

  it('sees exactly what is on the screen', () => {
    const camera = cameraOver(3000, 2000);
    camera.zoomTo(1);
    expect(camera.visible()).toEqual({ left: 900, top: 600, width: 1200, height: 800 });
    camera.fit();
    expect(camera.visible()).toEqual({ left: 0, top: 0, width: 3000, height: 2000 });
  });

  it('keeps fitting while the window changes, and its place once it was zoomed', () => {
    const camera = cameraOver(4000, 1000);
    camera.setViewport({ width: 600, height: 800 }, 16);
    const fitted = camera.scale;
    camera.zoomTo(2);
    camera.setViewport({ width: 1200, height: 800 }, 16);
    expect([fitted, camera.scale, camera.fits]).toEqual([(600 - 32) / 4000, 2, false]);
  });

  it('steps through the usual zooms, with the fitting one among them', () => {
    const camera = cameraOver(4000, 1000);
    const seen = [1, 1, 1, 1, 1, 1].map(() => {
      camera.zoomStep(1);
      return Math.round(camera.scale * 100);
    });
    camera.zoomStep(-1);
    expect([...seen, camera.scale * 100]).toEqual([33, 50, 67, 100, 150, 200, 150]);
  });

  it('keeps its place when a step enlarges the picture', () => {
    const camera = cameraOver(3000, 2000);
    camera.zoomTo(1);
    camera.panBy(-300, -200);
    const before = camera.visible();
    camera.setPicture({ width: 6000, height: 4000 }, true);
    const after = camera.visible();
    expect([after.left, after.top, camera.scale]).toEqual([before.left * 2, before.top * 2, 0.5]);
  });
});

type Move = { zoom: number; x: number; y: number } | { panX: number; panY: number } | { step: 1 | -1 };

function act(camera: Camera, move: Move): void {
  if ('zoom' in move) camera.zoomTo(move.zoom, move);
  else if ('step' in move) camera.zoomStep(move.step);
  else camera.panBy(move.panX, move.panY);
}
