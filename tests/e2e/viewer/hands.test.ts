import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { strokeDabs, sweepDabs } from '../../../src/shared/logic/strokeDabs.ts';
import { patience } from '../editor/patience.ts';
import { pixelOf } from './syntheticPicture.ts';
import { openViewerPage, type ViewerPage } from './viewerPage.ts';

/** A turn of a wheel, as the browser tells it. */
interface Turn {
  readonly deltaX?: number;
  readonly deltaY?: number;
  readonly ctrlKey?: boolean;
  readonly clientX?: number;
  readonly clientY?: number;
}

let own: ViewerPage;
beforeAll(async () => {
  own = await openViewerPage();
  await own.show('pattern', 3000, 2000);
});
afterAll(() => own.close());

const turnWheel = (init: Turn) =>
  own.page.evaluate((options) => {
    window.harness.viewer.host.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, ...options }));
  }, init);
const transform = () => own.page.evaluate(() => window.harness.viewer.space.camera.transform());
const sourceUnder = (x: number, y: number) =>
  own.page.evaluate((at) => window.harness.viewer.space.toSource(at), { x, y });

describe('wheel, pointer and keys', () => {
  beforeEach(async () => {
    await own.page.evaluate(() => {
      window.harness.use('pan');
      window.harness.viewer.zoomTo(1);
    });
  });

  it('zooms about the pointer with the mouse wheel and keeps the point under it', async () => {
    await own.page.mouse.move(600, 200);
    const before = await sourceUnder(600, 200);
    for (let turn = 0; turn < 2; turn += 1) await own.page.mouse.wheel(0, -120);
    // The browser tells of the turns when it likes, and of both at once where the page is busy.
    await expect.poll(async () => (await transform()).scale, patience).toBeCloseTo(2 ** (2 / 3), 5);
    const after = await sourceUnder(600, 200);
    expect(Math.hypot(after.x - before.x, after.y - before.y)).toBeLessThan(1);
  });

  it('zooms as far by notches that come together as by the same one by one', async () => {
    const scales: number[] = [];
    for (const deltaY of [-120, -240, 360, 120]) {
      await turnWheel({ deltaY, clientX: 400, clientY: 300 });
      scales.push(Math.log2((await transform()).scale) * 3);
    }
    expect(scales.map((thirds) => Math.round(thirds * 1000) / 1000)).toEqual([1, 3, 0, -1]);
  });

  it('pans with a trackpad and zooms with its pinch', async () => {
    const start = await transform();
    await turnWheel({ deltaX: 13, deltaY: 7 });
    const panned = await transform();
    expect([panned.left - start.left, panned.top - start.top]).toEqual([-13, -7]);
    await turnWheel({ deltaY: -10, ctrlKey: true, clientX: 400, clientY: 300 });
    expect((await transform()).scale).toBeCloseTo(Math.exp(0.1), 5);
  });

  it('drags the picture, and goes on dragging with the middle button under any tool', async () => {
    const { mouse } = own.page;
    for (const button of ['left', 'middle'] as const) {
      if (button === 'middle') await own.page.evaluate(() => window.harness.use('brush'));
      const start = await transform();
      await mouse.move(400, 300);
      await mouse.down({ button });
      await mouse.move(430, 320, { steps: 4 });
      await mouse.up({ button });
      const end = await transform();
      expect([end.left - start.left, end.top - start.top]).toEqual([30, 20]);
    }
  });

  it('moves by arrow keys, zooms by plus and minus, fits by 0 and shows pixels by 1', async () => {
    await own.page.evaluate(() => window.harness.viewer.focus());
    const start = await transform();
    await own.page.keyboard.press('ArrowRight');
    const scales: number[] = [(await transform()).left - start.left];
    for (const key of ['+', '-', '0', '1']) {
      await own.page.keyboard.press(key);
      scales.push((await transform()).scale);
    }
    expect(scales).toEqual([-80, 1.5, 1, 768 / 3000, 1]);
  });

  it('pinches with two fingers about the point between them', async () => {
    const before = await sourceUnder(400, 300);
    await own.page.evaluate(() => {
      const { host } = window.harness.viewer;
      const fire = (type: string, pointerId: number, clientX: number): void => {
        const options = {
          bubbles: true,
          pointerType: 'touch',
          pointerId,
          clientX,
          clientY: 300,
          isPrimary: pointerId === 8,
        };
        host.dispatchEvent(new PointerEvent(type, options));
      };
      host.setPointerCapture = () => undefined;
      fire('pointerdown', 8, 350);
      fire('pointerdown', 9, 450);
      for (let way = 10; way <= 50; way += 10) {
        fire('pointermove', 8, 350 - way);
        fire('pointermove', 9, 450 + way);
      }
      fire('pointerup', 8, 300);
      fire('pointerup', 9, 500);
    });
    const after = await sourceUnder(400, 300);
    expect((await transform()).scale).toBeCloseTo(2, 5);
    expect(Math.hypot(after.x - before.x, after.y - before.y)).toBeLessThan(1.5);
  });

  it('tells where it looks once it rests, and the pixel under the pointer', async () => {
    await own.page.evaluate(() => {
      window.harness.told.looks.length = 0;
      window.harness.viewer.zoomTo(2);
      window.harness.viewer.zoomTo(1);
    });
    await own.page.waitForFunction(() => window.harness.told.looks.length > 0);
    const visible = await own.page.evaluate(() => window.harness.viewer.space.visible());
    expect((await own.told()).looks).toEqual([visible]);
    await own.page.mouse.move(10, 20);
    await own.complete();
    expect((await own.told()).pixels.at(-1)).toEqual({ x: visible.left + 10, y: visible.top + 20 });
  });
});

describe('the brush', () => {
  beforeAll(async () => {
    await own.show('pattern', 800, 600);
    await own.page.evaluate(() => {
      window.harness.viewer.zoomTo(1);
      window.harness.use('brush');
      window.harness.brush = { size: 80, hardness: 0.5, flow: 1 };
    });
  });

  it('paints one stroke in source pixels; its preview is what the stroke covers', async () => {
    const { mouse } = own.page;
    await mouse.move(450, 200);
    await mouse.down();
    await mouse.move(600, 260, { steps: 6 });
    await mouse.up();
    await mouse.move(450, 560);
    await own.complete();
    const stroke = (await own.told()).strokes.at(-1);
    expect(stroke).toMatchObject({ size: 80, hardness: 0.5, flow: 1, erase: false });
    if (stroke === undefined) return;
    expect([stroke.points.slice(0, 3), stroke.points.slice(-3)]).toEqual([
      [450, 200, 1],
      [600, 260, 1],
    ]);
    const window = { left: 0, top: 0, scale: 1, width: 800, height: 600, values: new Float32Array(480_000) };
    sweepDabs(window, strokeDabs(stroke), stroke.hardness);
    const { at } = await own.shot();
    const worst = Math.max(
      ...Array.from({ length: 300 }, (_, i) => {
        const [x, y] = [420 + (i % 30) * 7, 150 + Math.floor(i / 30) * 17];
        const share = (window.values[y * 800 + x] ?? 0) * 0.4;
        const red = pixelOf('pattern', 'after', 0, 0, x, y)[0];
        return Math.abs(at(x, y)[0] - (red * (1 - share) + 63 * share));
      }),
    );
    expect(worst).toBeLessThanOrEqual(2);
  });

  it('keeps the preview until the mask comes, then drops it without a flash', async () => {
    await own.page.evaluate(() => window.harness.viewer.setOverlayMask('mask:one'));
    await own.complete();
    const tinted = (await own.shot()).at(600, 262);
    await own.page.evaluate(() => window.harness.viewer.repaint([{ left: 0, top: 0, width: 800, height: 600 }], 1));
    await own.complete();
    const settled = (await own.shot()).at(600, 262);
    const plain = pixelOf('pattern', 'after', 1, 0, 600, 262);
    // Green alike in both revisions. The made-up mask has nothing there: the tint goes with the preview.
    expect([Math.abs(tinted[1] - plain[1]) > 10, settled]).toEqual([true, plain]);
    await own.page.evaluate(() => window.harness.viewer.setOverlayMask(null));
  });

  it('erases in the shown mask', async () => {
    await own.page.evaluate(() => {
      window.harness.viewer.setOverlayMask('mask:one', 'grey');
      window.harness.use('erase');
    });
    await own.complete();
    await own.page.mouse.move(100, 300);
    await own.page.mouse.down();
    await own.page.mouse.move(150, 300, { steps: 3 });
    await own.page.mouse.move(250, 560);
    await own.complete();
    await own.page.keyboard.press('Escape');
    await own.complete();
    const { at } = await own.shot();
    expect(at(125, 310)).toEqual([255, 255, 255]);
    expect((await own.told()).strokes).toHaveLength(1);
  });

  it('changes size, hardness and flow by keys', async () => {
    await own.page.evaluate(() => window.harness.viewer.focus());
    for (const key of [']', '}', '4']) await own.page.keyboard.press(key);
    expect(await own.page.evaluate(() => window.harness.brush)).toEqual({ size: 96, hardness: 0.6, flow: 0.4 });
  });

  it('joins strokes by a straight line with Shift', async () => {
    await own.page.evaluate(() => window.harness.use('brush'));
    const { mouse, keyboard } = own.page;
    await mouse.click(450, 100);
    await keyboard.down('Shift');
    await mouse.click(500, 150);
    await keyboard.up('Shift');
    // The tool was taken anew, so its first stroke has nothing to join to.
    expect((await own.told()).strokes.slice(-2).map((stroke) => stroke.points)).toEqual([
      [450, 100, 1],
      [450, 100, 1, 500, 150, 1],
    ]);
  });

  it('paints out of a mask that is turned inside out', async () => {
    await own.page.evaluate(() => {
      window.harness.isInverted = true;
    });
    await own.page.mouse.click(450, 100);
    expect((await own.told()).strokes.at(-1)?.erase).toBe(true);
  });
});

it('zooms with the magnifier, out with Alt', async () => {
  await own.page.evaluate(() => {
    window.harness.use('zoom');
    window.harness.viewer.zoomTo(1);
  });
  await own.page.mouse.click(300, 300);
  const zoomed = (await transform()).scale;
  await own.page.keyboard.down('Alt');
  await own.page.mouse.click(300, 300);
  await own.page.keyboard.up('Alt');
  expect([zoomed, (await transform()).scale]).toEqual([1.5, 1]);
});
