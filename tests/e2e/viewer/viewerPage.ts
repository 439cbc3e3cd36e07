/** Opens the viewer's page in Chromium and looks at what is on the screen. */
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { type OwnChromium, startChromium } from '../../support/chromium.ts';
import type { Told } from './page.ts';
import type { Kind, Rgb } from './syntheticPicture.ts';
import { documentName, startTileServer, type TileServer } from './tileServer.ts';

/** What the screen shows, pixel by pixel. */
export interface Shot {
  readonly width: number;
  readonly height: number;
  readonly at: (x: number, y: number) => Rgb;
}

export interface ViewerPage {
  readonly page: Page;
  readonly server: TileServer;
  /** Shows a made-up picture and waits until it is complete. */
  show(kind: Kind, width: number, height: number): Promise<void>;
  complete(): Promise<void>;
  shot(): Promise<Shot>;
  told(): Promise<Told>;
  close(): Promise<void>;
}

export async function openViewerPage(options: Parameters<typeof startChromium>[0] = {}): Promise<ViewerPage> {
  const server = await startTileServer();
  const browser: OwnChromium = await startChromium({ viewport: { width: 800, height: 600 }, ...options });
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  await page.goto(server.url);
  await page.waitForFunction(() => 'harness' in window);
  const complete = (): Promise<void> => page.evaluate(() => window.harness.complete());
  return {
    page,
    server,
    complete,
    show: async (kind, width, height) => {
      const document = documentName(kind, width, height);
      await page.evaluate(
        (picture) => {
          window.harness.viewer.setPicture(null);
          window.harness.viewer.setPicture({ ...picture, document: picture.document as never, revision: 0 });
        },
        { document, width, height },
      );
      await complete();
    },
    shot: async () => {
      const png = await page.screenshot();
      const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      return {
        width: info.width,
        height: info.height,
        at: (x, y) => {
          const from = (y * info.width + x) * 3;
          return [data[from] ?? -1, data[from + 1] ?? -1, data[from + 2] ?? -1];
        },
      };
    },
    told: () => page.evaluate(() => window.harness.told),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** Points of a grid over a rectangle, every `step` pixels. */
export function gridOver(left: number, top: number, width: number, height: number, step: number): [number, number][] {
  const points: [number, number][] = [];
  for (let y = top; y < top + height; y += step) for (let x = left; x < left + width; x += step) points.push([x, y]);
  return points;
}

/** The largest difference of any channel at any of the points. */
export function largestDifference(points: readonly [number, number][], a: Shot['at'], b: Shot['at']): number {
  return points.reduce((largest, [x, y]) => {
    const [one, other] = [a(x, y), b(x, y)];
    return Math.max(largest, ...one.map((value, channel) => Math.abs(value - (other[channel] ?? 999))));
  }, 0);
}
