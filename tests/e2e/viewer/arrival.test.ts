import { afterAll, beforeAll, expect, it } from 'vitest';
import { held } from '../../support/held.ts';
import { documentName } from './tileServer.ts';
import { openViewerPage, type Shot, type ViewerPage } from './viewerPage.ts';

let own: ViewerPage;
beforeAll(async () => {
  own = await openViewerPage({ viewport: { width: 640, height: 480 } });
});
afterAll(() => own.close());

/** True where the picture covers the middle of the screen; the surround is darker. */
const isSeen = (shot: Shot | undefined): boolean => shot?.at(320, 240)[2] !== 30;

/** Shots of the screen one after another until the picture is complete. */
async function shotsWhileComing(): Promise<Shot[]> {
  const shots: Shot[] = [];
  for (let isComplete = false; !isComplete; ) {
    isComplete = await own.page.evaluate(() => window.harness.viewer.isComplete);
    shots.push(await own.shot());
  }
  return shots;
}

it('comes from coarse to fine without a gap or a jump once the first tile is there', async () => {
  // The fine levels come only after the coarse one was seen, however slow the machine.
  const fine = held();
  own.server.gate = ({ level }) => (level >= 3 ? Promise.resolve() : fine.released);
  own.server.delayMs = ({ level }) => Math.max(0, 3 - level) * 100;
  await own.page.evaluate(
    (document) =>
      window.harness.viewer.setPicture({ document: document as never, width: 4000, height: 3000, revision: 0 }),
    documentName('gradient', 4000, 3000),
  );
  await own.page.evaluate(() => window.harness.viewer.zoomTo(1));
  await own.page.waitForFunction(() => !window.harness.viewer.isComplete);
  const shots: Shot[] = [];
  do shots.push(await own.shot());
  while (!isSeen(shots.at(-1)));
  fine.release();
  shots.push(...(await shotsWhileComing()));
  await own.complete();
  const last = await own.shot();
  const points: [number, number][] = [
    [10, 10],
    [320, 240],
    [600, 400],
    [511, 250],
    [200, 470],
  ];
  const seen = shots.filter(isSeen);
  // The coarse level shows the same gradient: no pixel is ever further off than its coarser steps.
  const worst = Math.max(
    ...seen.flatMap((shot) =>
      points.flatMap(([x, y]) => shot.at(x, y).map((value, i) => Math.abs(value - (last.at(x, y)[i] ?? 999)))),
    ),
  );
  expect(seen.length).toBeGreaterThan(1);
  expect(worst).toBeLessThanOrEqual(2);
});

it('keeps the old tiles until those of a new revision are there, and never shows the surround', async () => {
  const all = held();
  own.server.gate = () => all.released;
  own.server.delayMs = ({ column }) => column * 60;
  await own.page.evaluate(() => window.harness.viewer.repaint([{ left: 0, top: 0, width: 4000, height: 3000 }], 1));
  const before = await own.shot();
  all.release();
  const shots = await shotsWhileComing();
  await own.complete();
  const blues = (shot: Shot): number[] => [shot.at(20, 20)[2], shot.at(320, 240)[2], shot.at(620, 460)[2]];
  expect(blues(before)).toEqual([96, 96, 96]);
  expect(shots.flatMap(blues).filter((blue) => blue !== 96 && blue !== 136)).toEqual([]);
  expect(blues(await own.shot())).toEqual([136, 136, 136]);
});

it('asks again only for what a change touched', async () => {
  own.server.delayMs = () => 0;
  await own.complete();
  own.server.asked.length = 0;
  const rect = await own.page.evaluate(() => {
    const { left, top } = window.harness.viewer.space.visible();
    return { left, top, width: 10, height: 10 };
  });
  await own.page.evaluate((changed) => window.harness.viewer.repaint([changed], 2), rect);
  await own.complete();
  const finest = own.server.asked.filter(({ level }) => level === 0);
  expect(finest).toHaveLength(1);
  expect(own.server.asked.every(({ layer, revision }) => layer === 'after' && revision === 2)).toBe(true);
});

it('tries again where a tile fails, and tells where it fails for good', async () => {
  let failures = 0;
  own.server.failure = () => (failures++ < 2 ? 503 : null);
  await own.show('gradient', 500, 400);
  expect((await own.told()).errors).toEqual([]);
  own.server.failure = ({ layer }) => (layer === 'mask:gone' ? 404 : null);
  await own.page.evaluate(() => window.harness.viewer.setOverlayMask('mask:gone'));
  await own.page.waitForFunction(() => window.harness.told.errors.length > 0);
  expect((await own.told()).errors).toEqual(['Error: Expected a tile of mask:gone but received status 404.']);
  own.server.failure = () => null;
  await own.page.evaluate(() => window.harness.viewer.setOverlayMask(null));
});

it('keeps the picture when the graphics context is lost, and goes back to it when it is restored', async () => {
  await own.show('gradient', 1200, 900);
  const before = await own.shot();
  await own.page.evaluate(() => {
    const canvas = document.querySelector('canvas');
    const extension = canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
    (window as { restore?: () => void }).restore = () => extension?.restoreContext();
    extension?.loseContext();
  });
  await own.page.waitForFunction(() => window.harness.viewer.drawerKind === 'canvas2d');
  await own.complete();
  const lost = await own.shot();
  expect(lost.at(320, 240)).toEqual(before.at(320, 240));
  await own.page.evaluate(() => (window as { restore?: () => void }).restore?.());
  await own.page.waitForFunction(() => window.harness.viewer.drawerKind === 'webgl2');
  await own.complete();
  const restored = await own.shot();
  expect([restored.at(320, 240), restored.at(100, 100)]).toEqual([before.at(320, 240), before.at(100, 100)]);
});

it('bounds its memory while a large picture is walked through', async () => {
  await own.page.evaluate(() => window.harness.start({ cacheBytes: 24 * 2 ** 20, textureBytes: 24 * 2 ** 20 }));
  await own.show('gradient', 6000, 4000);
  await own.page.evaluate(() => window.harness.viewer.zoomTo(1));
  for (let i = 0; i < 6; i += 1) {
    await own.page.evaluate(() => {
      window.harness.viewer.space.camera.panBy(-500, -200);
      window.harness.viewer.cameraMoved();
    });
    await own.complete();
  }
  expect(await own.page.evaluate(() => window.harness.viewer.heldBytes)).toBeLessThanOrEqual(34 * 2 ** 20);
});
