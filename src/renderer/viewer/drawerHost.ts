/**
 * Chooses the drawer and keeps the picture on screen when the graphics card goes away: the Canvas2D drawer takes over at
 * once and hands back when the WebGL context is restored.
 */
import type { Size } from '../../shared/base/geometry.ts';
import { Canvas2dDrawer } from './canvas2dDrawer.ts';
import type { Drawer, DrawerLimits } from './drawer.ts';
import { GlDrawer } from './gl/glDrawer.ts';

/** `auto`: WebGL2 on a graphics card, else Canvas2D: where the processor draws, that is many times as fast. */
export type DrawerChoice = 'auto' | 'webgl2' | 'canvas2d';

export interface DrawerHostOptions {
  readonly choice: DrawerChoice;
  readonly limits: DrawerLimits;
  /** The drawer changed: everything is to be drawn again. */
  readonly onChange: () => void;
}

export class DrawerHost {
  readonly #options: DrawerHostOptions;
  #size: Size = { width: 1, height: 1 };
  #drawer: Drawer;
  /** The WebGL canvas waits here for its context while another drawer stands in. */
  #lostCanvas: HTMLCanvasElement | null = null;

  constructor(parent: HTMLElement, options: DrawerHostOptions) {
    this.#options = options;
    this.#drawer = (options.choice === 'canvas2d' ? null : this.#startGl(newCanvas())) ?? this.#start2d();
    parent.prepend(this.#drawer.canvas);
  }

  get drawer(): Drawer {
    return this.#drawer;
  }

  /** Sets the canvas' size in device pixels; true where that emptied it. */
  resize(size: Size): boolean {
    this.#size = size;
    return resizeCanvas(this.#drawer.canvas, size);
  }

  dispose(): void {
    this.#drawer.dispose();
    this.#drawer.canvas.remove();
    this.#lostCanvas = null;
  }

  #start2d(): Drawer {
    return new Canvas2dDrawer(newCanvas(), this.#options.limits);
  }

  /** A WebGL drawer on a canvas, or null where the context cannot be had. */
  #startGl(canvas: HTMLCanvasElement): Drawer | null {
    try {
      const drawer = new GlDrawer(canvas, this.#options.limits, this.#options.choice === 'auto');
      canvas.addEventListener('webglcontextlost', this.#onLost);
      canvas.addEventListener('webglcontextrestored', this.#onRestored);
      return drawer;
    } catch {
      return null; // No WebGL2, or a broken one: the other drawer shows the same.
    }
  }

  readonly #onLost = (event: Event): void => {
    event.preventDefault(); // Otherwise the browser never restores it.
    if (event.target !== this.#drawer.canvas) return;
    this.#lostCanvas = this.#drawer.canvas;
    this.#swap(this.#start2d());
  };

  readonly #onRestored = (event: Event): void => {
    if (event.target !== this.#lostCanvas || this.#lostCanvas === null) return;
    const canvas = this.#lostCanvas;
    this.#lostCanvas = null;
    canvas.removeEventListener('webglcontextlost', this.#onLost);
    canvas.removeEventListener('webglcontextrestored', this.#onRestored);
    const drawer = this.#startGl(canvas);
    if (drawer === null) return;
    this.#drawer.dispose();
    this.#swap(drawer);
  };

  #swap(next: Drawer): void {
    resizeCanvas(next.canvas, this.#size);
    this.#drawer.canvas.replaceWith(next.canvas);
    this.#drawer = next;
    this.#options.onChange();
  }
}

function newCanvas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas.style, { position: 'absolute', left: '0', top: '0', width: '100%', height: '100%' });
  canvas.setAttribute('aria-hidden', 'true');
  return canvas;
}

function resizeCanvas(canvas: HTMLCanvasElement, size: Size): boolean {
  if (canvas.width === size.width && canvas.height === size.height) return false;
  canvas.width = size.width;
  canvas.height = size.height;
  return true;
}
