import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maskShare, pixelOf, type Rgb } from './syntheticPicture.ts';
import { gridOver, largestDifference, openViewerPage, type Shot, type ViewerPage } from './viewerPage.ts';

const surround: Rgb = [30, 30, 30];
const everywhere = gridOver(0, 0, 800, 600, 7);

/** What the canvas of 800 x 600 must show of a picture at a whole zoom factor, around the middle. */
function expected(zoom: number, layer: string, width: number, height: number): Shot['at'] {
  const left = 400 - Math.round((width / 2) * zoom);
  const top = 300 - Math.round((height / 2) * zoom);
  return (x, y) => {
    const [px, py] = [Math.floor((x - left) / zoom), Math.floor((y - top) / zoom)];
    const isInside = px >= 0 && py >= 0 && px < width && py < height;
    return isInside ? pixelOf('pattern', layer, 0, 0, px, py) : surround;
  };
}

let own: ViewerPage;
beforeAll(async () => {
  own = await openViewerPage();
});
afterAll(() => own.close());

async function zoomTo(scale: number): Promise<void> {
  await own.page.evaluate((to) => window.harness.viewer.zoomTo(to), scale);
  await own.complete();
}

describe.each(['webgl2', 'canvas2d'] as const)('the picture drawn by %s', (drawer) => {
  beforeAll(() => own.page.evaluate((name) => window.harness.start({ drawer: name }), drawer));

  it('uses that drawer', async () => {
    expect(await own.page.evaluate(() => window.harness.viewer.drawerKind)).toBe(drawer);
  });

  it('is exact at 100 %', async () => {
    await own.show('pattern', 1501, 1003);
    await zoomTo(1);
    const { at } = await own.shot();
    expect(largestDifference(everywhere, at, expected(1, 'after', 1501, 1003))).toBe(0);
  });

  it('is exact at 400 %, every pixel a square', async () => {
    await zoomTo(4);
    const { at } = await own.shot();
    expect(largestDifference(everywhere, at, expected(4, 'after', 1501, 1003))).toBe(0);
  });

  it('shows the next level exactly at 50 %', async () => {
    await own.show('pattern', 1600, 1200);
    await zoomTo(0.5);
    const { at } = await own.shot();
    expect(largestDifference(everywhere, at, (x, y) => pixelOf('pattern', 'after', 0, 1, x, y))).toBe(0);
  });

  it('leaves a small picture at 100 % in the middle', async () => {
    await own.show('pattern', 301, 201);
    const { at } = await own.shot();
    expect(largestDifference(everywhere, at, expected(1, 'after', 301, 201))).toBe(0);
  });

  it('fits a large picture with a margin of the surround, smoothly', async () => {
    await own.show('gradient', 4000, 2000);
    const { at } = await own.shot();
    const scale = (800 - 32) / 4000;
    const top = (600 - 2000 * scale) / 2;
    const wanted: Shot['at'] = (x, y) => [
      255 - Math.floor((x + 0.5 - 16) / scale / 24),
      Math.floor((y + 0.5 - top) / scale / 24),
      96,
    ];
    expect([at(15, 300), at(785, 300), at(400, Math.floor(top) - 2)]).toEqual([surround, surround, surround]);
    expect(largestDifference(gridOver(20, Math.ceil(top) + 4, 760, 370, 9), at, wanted)).toBeLessThanOrEqual(1);
  });

  it('tints the mask by 40 % of the accent where it is full and by half of that where it is half', async () => {
    await own.show('pattern', 800, 600);
    await own.page.evaluate(() => window.harness.viewer.setOverlayMask('mask:one'));
    await zoomTo(1);
    const { at } = await own.shot();
    const mix = (under: number, over: number, share: number): number => Math.round(under * (1 - share) + over * share);
    const wanted: Shot['at'] = (x, y) => {
      const share = (maskShare(x) / 255) * 0.4;
      const [red, green, blue] = pixelOf('pattern', 'after', 0, 0, x, y);
      return [mix(red, 0.247 * 255, share), mix(green, 0.655 * 255, share), mix(blue, 0.588 * 255, share)];
    };
    expect(largestDifference(everywhere, at, wanted)).toBeLessThanOrEqual(2);
  });

  it('shows the mask itself in grey', async () => {
    await own.page.evaluate(() => window.harness.viewer.setOverlayMask('mask:one', 'grey'));
    await own.complete();
    const { at } = await own.shot();
    const wanted: Shot['at'] = (x) => [maskShare(x), maskShare(x), maskShare(x)];
    expect(largestDifference(everywhere, at, wanted)).toBeLessThanOrEqual(1);
  });
});

it('is drawn by Canvas2D where only the processor could draw WebGL', async () => {
  await own.page.evaluate(() => window.harness.start({ drawer: 'auto' }));
  expect(await own.page.evaluate(() => window.harness.viewer.drawerKind)).toBe('canvas2d');
});

it('looks the same by both drawers at a crooked zoom, split, with a mask and the loupe', async () => {
  const shots: Shot[] = [];
  for (const drawer of ['webgl2', 'canvas2d'] as const) {
    await own.page.evaluate((name) => window.harness.start({ drawer: name }), drawer);
    await own.show('gradient', 2000, 1500);
    await own.page.evaluate(() => {
      const { viewer } = window.harness;
      viewer.setCompare({ mode: 'split', position: 0.4 });
      viewer.setOverlayMask('mask:one');
      viewer.setLoupe(true);
    });
    await own.page.mouse.move(500, 350);
    await zoomTo(0.37);
    shots.push(await own.shot());
  }
  // The loupe's rim is smooth by one drawer and stepped by the other, under a line that hides it.
  const beside = everywhere.filter(([x, y]) => Math.abs(Math.hypot(x - 500, y - 350) - 110) > 3);
  const [gl, flat] = shots.map((shot) => shot.at);
  expect(gl === undefined || flat === undefined ? 999 : largestDifference(beside, gl, flat)).toBeLessThanOrEqual(3);
});
