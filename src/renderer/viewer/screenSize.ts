/** The host's size in device pixels, exact at fractional pixel ratios, and the way from client coordinates to them. */
import type { Size } from '../../shared/base/geometry.ts';
import type { Point } from './camera.ts';

export class ScreenSize {
  readonly #host: HTMLElement;
  readonly #observer: ResizeObserver;
  #size: Size;

  constructor(host: HTMLElement, onChange: () => void) {
    this.#host = host;
    this.#size = this.#measure();
    this.#observer = new ResizeObserver(([entry]) => {
      const box = entry?.devicePixelContentBoxSize?.[0];
      const size = box === undefined ? this.#measure() : { width: box.inlineSize, height: box.blockSize };
      if (size.width === this.#size.width && size.height === this.#size.height) return;
      this.#size = { width: Math.max(1, size.width), height: Math.max(1, size.height) };
      onChange();
    });
    try {
      this.#observer.observe(host, { box: 'device-pixel-content-box' });
    } catch {
      this.#observer.observe(host); // Safari knows only CSS pixels; rounding is the best there is.
    }
  }

  get size(): Size {
    return this.#size;
  }

  /** Device pixels per CSS pixel. */
  get pixelRatio(): number {
    return window.devicePixelRatio;
  }

  toCanvas(event: { readonly clientX: number; readonly clientY: number }): Point {
    const box = this.#host.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) * this.#size.width) / Math.max(1, box.width),
      y: ((event.clientY - box.top) * this.#size.height) / Math.max(1, box.height),
    };
  }

  dispose(): void {
    this.#observer.disconnect();
  }

  #measure(): Size {
    const box = this.#host.getBoundingClientRect();
    const pixels = (side: number): number => Math.max(1, Math.round(side * window.devicePixelRatio));
    return { width: pixels(box.width), height: pixels(box.height) };
  }
}

/** Makes an element fit to hold the viewer's canvases and to take pointers and keys. */
export function prepareHost(host: HTMLElement): void {
  if (getComputedStyle(host).position === 'static') host.style.position = 'relative';
  Object.assign(host.style, { overflow: 'hidden', touchAction: 'none', userSelect: 'none' });
  if (!host.hasAttribute('tabindex')) host.tabIndex = 0;
}
