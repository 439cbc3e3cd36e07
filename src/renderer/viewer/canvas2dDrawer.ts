/** The same look as the WebGL2 drawer by Canvas2D, where there is no WebGL2 or its context is lost for a while. */
import { invariant } from '../../shared/base/assert.ts';
import {
  type Area,
  board,
  type Colour,
  type Drawer,
  type DrawerLimits,
  type MaskPass,
  type Quad,
  type Scene,
  type View,
} from './drawer.ts';
import { SurfaceCache } from './surfaceCache.ts';
import type { Tile } from './tile.ts';

export class Canvas2dDrawer implements Drawer {
  readonly kind = 'canvas2d';
  readonly canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #surfaces: SurfaceCache;
  readonly #maskCanvas = document.createElement('canvas');
  readonly #board: CanvasPattern;

  constructor(canvas: HTMLCanvasElement, limits: DrawerLimits) {
    this.canvas = canvas;
    this.#context = context2d(canvas, false);
    this.#surfaces = new SurfaceCache(limits);
    this.#board = boardPattern(this.#context);
  }

  get hasMore(): boolean {
    return this.#surfaces.hasMore;
  }

  prepare(tile: Tile): boolean {
    return this.#surfaces.prepare(tile);
  }

  draw(scene: Scene): void {
    const context = this.#context;
    context.fillStyle = css(scene.surround);
    context.fillRect(0, 0, scene.size.width, scene.size.height);
    for (const view of scene.views) {
      context.save();
      clipTo(context, view);
      if (view.round) context.fillRect(view.clip.left, view.clip.top, view.clip.width, view.clip.height);
      for (const quad of view.quads) this.#drawQuad(quad);
      if (view.mask !== null) this.#drawMask(scene, view, view.mask);
      context.restore();
    }
    this.#surfaces.endFrame();
  }

  clear(): void {
    this.#surfaces.clear();
  }

  dispose(): void {
    this.#surfaces.clear();
    this.#maskCanvas.width = 0;
  }

  #drawQuad(quad: Quad): void {
    const surface = this.#surfaces.tile(quad.tile);
    if (surface.hasAlpha) {
      const { left, top, width, height } = wholePixels(quad.target);
      this.#context.fillStyle = this.#board;
      this.#context.fillRect(left, top, width, height);
    }
    drawPart(this.#context, surface.canvas, quad.source, quad.target, quad.crisp);
  }

  #drawMask(scene: Scene, view: View, mask: MaskPass): void {
    const canvas = this.#maskCanvas;
    // Setting the size empties the canvas.
    canvas.width = scene.size.width;
    canvas.height = scene.size.height;
    const context = context2d(canvas, true);
    for (const quad of mask.quads) {
      drawPart(context, this.#surfaces.tile(quad.tile).canvas, quad.source, quad.target, quad.crisp);
    }
    for (const stroke of mask.strokes) {
      context.globalCompositeOperation = stroke.erase ? 'destination-out' : 'source-over';
      const source = { left: 0, top: 0, width: stroke.width, height: stroke.height };
      drawPart(context, this.#surfaces.stroke(stroke), source, stroke.target, stroke.crisp);
    }
    const { left, top, width, height } = view.picture;
    const main = this.#context;
    if (mask.style === 'grey') {
      main.fillStyle = '#000';
      main.fillRect(left, top, width, height);
    } else {
      context.globalCompositeOperation = 'source-in';
      context.fillStyle = css(scene.tint);
      context.fillRect(0, 0, canvas.width, canvas.height);
      main.globalAlpha = scene.tintOpacity;
    }
    main.beginPath();
    main.rect(left, top, width, height);
    main.clip();
    main.drawImage(canvas, 0, 0);
  }
}

function context2d(canvas: HTMLCanvasElement, alpha: boolean): CanvasRenderingContext2D {
  // Read often: kept in main memory. This drawer is for machines whose graphics card cannot be had.
  const context = canvas.getContext('2d', { alpha, willReadFrequently: true });
  invariant(context !== null, 'a canvas has a 2D context');
  return context;
}

function clipTo(context: CanvasRenderingContext2D, view: View): void {
  const { left, top, width, height } = view.clip;
  context.beginPath();
  if (view.round) context.arc(left + width / 2, top + height / 2, Math.min(width, height) / 2, 0, 2 * Math.PI);
  else context.rect(left, top, width, height);
  context.clip();
}

/** Edges on whole pixels: between fractional ones Canvas2D would let the surround shine through. */
function wholePixels(area: Area): Area {
  const left = Math.round(area.left);
  const top = Math.round(area.top);
  return {
    left,
    top,
    width: Math.round(area.left + area.width) - left,
    height: Math.round(area.top + area.height) - top,
  };
}

function drawPart(
  context: CanvasRenderingContext2D,
  image: HTMLCanvasElement,
  source: Area,
  target: Area,
  crisp: boolean,
): void {
  const to = wholePixels(target);
  if (to.width < 1 || to.height < 1) return;
  const isOneToOne = to.width === source.width && to.height === source.height;
  context.imageSmoothingEnabled = !crisp && !isOneToOne;
  context.imageSmoothingQuality = 'low';
  context.drawImage(image, source.left, source.top, source.width, source.height, to.left, to.top, to.width, to.height);
}

function css([red, green, blue]: Colour): string {
  return `rgb(${Math.round(red * 255)} ${Math.round(green * 255)} ${Math.round(blue * 255)})`;
}

function boardPattern(context: CanvasRenderingContext2D): CanvasPattern {
  const { side, light, dark } = board;
  const tile = document.createElement('canvas');
  tile.width = 2 * side;
  tile.height = 2 * side;
  const paint = context2d(tile, false);
  paint.fillStyle = `rgb(${light} ${light} ${light})`;
  paint.fillRect(0, 0, 2 * side, 2 * side);
  paint.fillStyle = `rgb(${dark} ${dark} ${dark})`;
  paint.fillRect(side, 0, side, side);
  paint.fillRect(0, side, side, side);
  const pattern = context.createPattern(tile, 'repeat');
  invariant(pattern !== null, 'a painted canvas makes a pattern');
  return pattern;
}
