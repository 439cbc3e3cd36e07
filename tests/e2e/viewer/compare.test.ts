import { afterAll, beforeAll, expect, it } from 'vitest';
import { pixelOf } from './syntheticPicture.ts';
import { gridOver, largestDifference, openViewerPage, type Shot, type ViewerPage } from './viewerPage.ts';

let own: ViewerPage;
beforeAll(async () => {
  own = await openViewerPage();
  await own.show('pattern', 800, 600);
  await own.page.evaluate(() => window.harness.viewer.zoomTo(1));
});
afterAll(() => own.close());

async function compare(mode: 'none' | 'split' | 'side' | 'original', position?: number): Promise<Shot> {
  await own.page.evaluate(
    (to) => window.harness.viewer.setCompare(to),
    position === undefined ? { mode } : { mode, position },
  );
  await own.complete();
  return own.shot();
}

const layer =
  (name: 'before' | 'after', moved = 0): Shot['at'] =>
  (x, y) =>
    pixelOf('pattern', name, 0, 0, x + moved, y);

it('wipes: before to the left of the line, after to the right', async () => {
  const { at } = await compare('split', 0.25);
  expect(largestDifference(gridOver(0, 60, 184, 540, 7), at, layer('before'))).toBe(0);
  expect(largestDifference(gridOver(216, 60, 584, 540, 7), at, layer('after'))).toBe(0);
});

it('drags the wipe by its handle, tells about it, and centres it by a double click', async () => {
  const { mouse } = own.page;
  await mouse.move(203, 100);
  await mouse.down();
  await mouse.move(400, 120, { steps: 3 });
  await mouse.move(603, 140, { steps: 3 });
  await mouse.up();
  await own.complete();
  expect((await own.told()).splits.at(-1)).toBe(0.75);
  const { at } = await own.shot();
  expect(largestDifference(gridOver(0, 60, 580, 540, 11), at, layer('before'))).toBe(0);
  await mouse.dblclick(600, 200);
  expect((await own.told()).splits.at(-1)).toBe(0.5);
});

it('does not pan while the handle is dragged', async () => {
  expect(await own.page.evaluate(() => window.harness.viewer.space.camera.transform())).toEqual({
    scale: 1,
    left: 0,
    top: 0,
  });
});

it('stands side by side with one camera, nothing between but the surround', async () => {
  const { at } = await compare('side');
  // Each half is 399 wide and shows the middle of the picture.
  const shift = await own.page.evaluate(() => -window.harness.viewer.space.camera.transform().left);
  expect(largestDifference(gridOver(0, 60, 399, 540, 7), at, layer('before', shift))).toBe(0);
  expect(largestDifference(gridOver(401, 60, 399, 540, 7), at, layer('after', shift - 401))).toBe(0);
  expect([at(399, 300), at(400, 300)]).toEqual([
    [30, 30, 30],
    [30, 30, 30],
  ]);
});

it('reads the same pixel on both sides', async () => {
  const { mouse } = own.page;
  const readAt = async (x: number) => {
    await mouse.move(x, 300);
    await own.complete();
    return (await own.told()).pixels.at(-1);
  };
  const [left, right] = [await readAt(100), await readAt(501)];
  expect(left).toEqual({ x: expect.any(Number), y: expect.any(Number) });
  expect(right).toEqual(left);
});

it('shows the original while its key is held, and the result again', async () => {
  const held = await compare('original');
  expect(largestDifference(gridOver(0, 60, 800, 540, 11), held.at, layer('before'))).toBe(0);
  const free = await compare('none');
  expect(largestDifference(gridOver(0, 60, 800, 540, 11), free.at, layer('after'))).toBe(0);
});
