/**
 * Frame times while a 50-megapixel picture is panned and zoomed in Chromium, by both drawers, tiles coming over HTTP.
 * Run: npm run bench:panning [-- --json FILE] (FRAMES=60 shortens it). It runs without a graphics card, where the viewer by itself
 * takes Canvas2D; WebGL2, asked for by name, is then SwiftShader's speed, and only its main thread's time is the viewer's.
 */
import { cpus, loadavg } from 'node:os';
import type { CDPSession, Page } from 'playwright-core';
import { openViewerPage, type ViewerPage } from '../tests/e2e/viewer/viewerPage.ts';
import { BenchReport } from './report.ts';

interface Frames {
  /** Between two frames, ms of the clock. */
  readonly intervals: readonly number[];
  /** Processor time of the page's main thread per frame, ms: what the viewer costs, however busy the machine is. */
  readonly mainThread: number;
  /** Processor time of Chromium's graphics process per frame, ms: with SwiftShader the drawing itself. */
  readonly graphics: number;
}

const viewport = { width: 1440, height: 900 };
const picture = { width: 8660, height: 5774 };
const frameCount = Number(process.env['FRAMES'] ?? 180);

function quantile(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(1);
}

const found = new BenchReport();

function report(name: string, { intervals, mainThread, graphics }: Frames): void {
  const slow = intervals.filter((interval) => interval > 50).length;
  found.tell(
    `${name.padEnd(28)} frame ms: median ${quantile(intervals, 0.5)}, p95 ${quantile(intervals, 0.95)}, max ${quantile(intervals, 1)}` +
      ` | over 50 ms: ${slow} of ${intervals.length} | processor ms a frame: main thread ${mainThread.toFixed(1)}, graphics process ${graphics.toFixed(1)}`,
    { intervals, mainThread, graphics },
  );
}

/** Moves the camera once a frame and measures. */
async function timed({ page }: ViewerPage, motion: 'pan' | 'zoom' | 'split' | 'floor'): Promise<Frames> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = [await mainThreadMs(protocol), await graphicsMs(page)] as const;
  const intervals = await page.evaluate(
    async ({ count, kind }) => {
      const { viewer } = window.harness;
      const { camera } = viewer.space;
      const floor = document.querySelector<HTMLCanvasElement>('#floor')?.getContext('2d');
      const times: number[] = [performance.now()];
      for (let i = 0; i < count; i += 1) {
        if (kind === 'floor') floor?.fillRect(i, i, 1, 1);
        else if (kind === 'zoom') camera.zoomTo(2 ** (1.5 * Math.sin(i / 25)), { x: 700, y: 400 });
        else camera.panBy(i % 160 < 80 ? -21 : 21, i % 120 < 60 ? -13 : 13);
        if (kind !== 'floor') viewer.cameraMoved();
        // The viewer asked for its frame first, so it is drawn when this resolves.
        await new Promise((resolve) => requestAnimationFrame(resolve));
        times.push(performance.now());
      }
      return times.slice(1).map((time, i) => time - (times[i] ?? time));
    },
    { count: frameCount, kind: motion },
  );
  const after = [await mainThreadMs(protocol), await graphicsMs(page)] as const;
  await protocol.detach();
  return {
    intervals,
    mainThread: (after[0] - before[0]) / frameCount,
    graphics: (after[1] - before[1]) / frameCount,
  };
}

/** Processor time that the page's main thread has used so far. */
async function mainThreadMs(protocol: CDPSession): Promise<number> {
  const { metrics } = await protocol.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
}

/** Processor time that the graphics process has used so far. */
async function graphicsMs(page: Page): Promise<number> {
  const protocol = await page.context().browser()?.newBrowserCDPSession();
  const info = await protocol?.send('SystemInfo.getProcessInfo');
  await protocol?.detach();
  return (info?.processInfo ?? [])
    .filter(({ type }) => type === 'GPU')
    .reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
}

/** What a frame costs here when next to nothing is drawn: one pixel of a canvas of the same size. */
async function measureFloor(own: ViewerPage): Promise<Frames> {
  await own.page.evaluate(() => {
    window.harness.viewer.setPicture(null);
    const canvas = document.createElement('canvas');
    canvas.id = 'floor';
    canvas.width = window.innerWidth;
    canvas.height = window.innerHeight;
    canvas.style.cssText = 'position:fixed;inset:0';
    document.body.append(canvas);
  });
  const frames = await timed(own, 'floor');
  await own.page.evaluate(() => document.querySelector('#floor')?.remove());
  return frames;
}

async function measure(own: ViewerPage, motion: 'pan' | 'zoom' | 'split'): Promise<Frames> {
  await own.page.evaluate((split) => {
    const { viewer } = window.harness;
    viewer.setCompare({ mode: split ? 'split' : 'none' });
    viewer.zoomTo(1);
  }, motion === 'split');
  await own.complete();
  return timed(own, motion);
}

/** Runs through everything in one browser. */
async function run(): Promise<void> {
  const own = await openViewerPage({ viewport });
  const renderer = await own.page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl2');
    const info = gl?.getExtension('WEBGL_debug_renderer_info');
    return gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : 'no WebGL2';
  });
  found.tell(renderer);
  report('next to nothing drawn', await measureFloor(own));
  for (const drawer of ['canvas2d', 'webgl2'] as const) {
    await own.page.evaluate((name) => window.harness.start({ drawer: name }), drawer);
    await own.show('gradient', picture.width, picture.height);
    report(`${drawer}, pan, tiles coming`, await measure(own, 'pan'));
    report(`${drawer}, pan, tiles there`, await measure(own, 'pan'));
    report(`${drawer}, pan, split`, await measure(own, 'split'));
    report(`${drawer}, zoom`, await measure(own, 'zoom'));
  }
  await own.close();
}

found.tell(
  `${cpus().length} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}; ${viewport.width} x ${viewport.height}, 50 megapixels, ${frameCount} frames each`,
);
await run();
await found.write();
