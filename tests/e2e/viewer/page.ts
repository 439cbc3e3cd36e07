/** The page under test: the viewer with its tools on the whole window, everything within reach of the test. */
import { BrushTool } from '../../../src/renderer/tools/brushTool.ts';
import { CompareTool } from '../../../src/renderer/tools/compareTool.ts';
import { PanTool } from '../../../src/renderer/tools/panTool.ts';
import { ToolHost } from '../../../src/renderer/tools/toolHost.ts';
import { ZoomTool } from '../../../src/renderer/tools/zoomTool.ts';
import { histogramPlot } from '../../../src/renderer/viewer/histogramPlot.ts';
import { httpTiles } from '../../../src/renderer/viewer/httpTiles.ts';
import { Viewer } from '../../../src/renderer/viewer/viewer.ts';
import type { ViewerOptions } from '../../../src/renderer/viewer/viewerOptions.ts';
import type { Stroke } from '../../../src/shared/model/mask.ts';

/** What a test reaches through `window.harness`. */
export interface Harness {
  viewer: Viewer;
  tools: ToolHost;
  readonly told: Told;
  brush: { size: number; hardness: number; flow: number };
  /** The mask that is painted on is shown turned inside out. */
  isInverted: boolean;
  start(options?: Partial<ViewerOptions>): void;
  use(name: 'pan' | 'zoom' | 'brush' | 'erase'): void;
  /** Resolves once every wanted tile is drawn. */
  complete(): Promise<void>;
  readonly histogramPlot: typeof histogramPlot;
}

/** Everything the viewer told. */
export interface Told {
  cameras: number;
  looks: { left: number; top: number; width: number; height: number }[];
  pixels: ({ x: number; y: number } | null)[];
  strokes: Stroke[];
  splits: number[];
  errors: string[];
}

declare global {
  interface Window {
    harness: Harness;
  }
}

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

function startHarness(): void {
  const host = document.querySelector('#host');
  if (!(host instanceof HTMLElement)) throw new Error('Expected the page to have a host for the viewer.');
  const told: Told = { cameras: 0, looks: [], pixels: [], strokes: [], splits: [], errors: [] };
  const make = (options: Partial<ViewerOptions> = {}): Viewer =>
    new Viewer(host, {
      loadTile: httpTiles(''),
      // Asked for by name: by itself the viewer takes it only where a graphics card draws.
      drawer: 'webgl2',
      onCameraChange: () => {
        told.cameras += 1;
      },
      onLook: (rect) => told.looks.push(rect),
      onPointerPixel: (pixel) => told.pixels.push(pixel),
      onSplitChange: (position) => told.splits.push(position),
      onTileError: (error) => told.errors.push(String(error)),
      ...options,
    });
  const hostTools = (viewer: Viewer): ToolHost => new ToolHost(viewer, new PanTool(viewer), [new CompareTool(viewer)]);
  const first = make();
  const harness: Harness = {
    viewer: first,
    tools: hostTools(first),
    told,
    brush: { size: 80, hardness: 0.5, flow: 1 },
    isInverted: false,
    start: (options) => {
      harness.tools.dispose();
      harness.viewer.dispose();
      harness.viewer = make(options);
      harness.tools = hostTools(harness.viewer);
    },
    use: (name) => {
      const { viewer } = harness;
      const brush = (erases: boolean): BrushTool =>
        new BrushTool(viewer, {
          erases,
          settings: () => harness.brush,
          onSettings: (settings) => {
            harness.brush = settings;
          },
          isInverted: () => harness.isInverted,
          onStroke: (stroke) => told.strokes.push(stroke),
        });
      const tools = {
        pan: () => new PanTool(viewer),
        zoom: () => new ZoomTool(viewer),
        brush: () => brush(false),
        erase: () => brush(true),
      };
      harness.tools.use(tools[name]());
    },
    complete: async () => {
      // Three quiet frames: uploads may be spread over several.
      for (let quiet = 0; quiet < 3; quiet = harness.viewer.isComplete ? quiet + 1 : 0) await nextFrame();
    },
    histogramPlot,
  };
  window.harness = harness;
}

startHarness();
