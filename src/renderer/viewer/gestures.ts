/**
 * Moves the camera by wheel, trackpad, pinch, middle or space drag, and keys. A primary drag pans too while no tool takes
 * it (`primaryPans`).
 */
import type { Camera, Point } from './camera.ts';

export interface GestureOptions {
  readonly element: HTMLElement;
  readonly camera: Camera;
  /** Client coordinates to device pixels of the viewport the camera knows. */
  readonly toScreen: (event: { readonly clientX: number; readonly clientY: number }) => Point;
  readonly pixelRatio: () => number;
  readonly onMove: () => void;
}

/** One arrow key moves by this many CSS pixels; four times as far with Shift. */
const arrowStep = 80;
const trackpadRestMs = 400;

export class Gestures {
  /** Whether a plain drag moves the picture. Tools switch it off. */
  primaryPans = true;
  readonly #options: GestureOptions;
  readonly #listening = new AbortController();
  readonly #touches = new Map<number, Point>();
  #pan: { readonly pointer: number; last: Point } | null = null;
  #spaceHeld = false;
  #lastTrackpadMs = -Infinity;

  constructor(options: GestureOptions) {
    this.#options = options;
    const { element } = options;
    const { signal } = this.#listening;
    element.addEventListener('wheel', this.#onWheel, { passive: false, signal });
    element.addEventListener('pointerdown', this.#onDown, { signal });
    element.addEventListener('pointermove', this.#onPointerMove, { signal });
    element.addEventListener('pointerup', this.#onUp, { signal });
    element.addEventListener('pointercancel', this.#onUp, { signal });
    element.addEventListener('keydown', this.#onKey, { signal });
    element.addEventListener('keyup', this.#onKeyUp, { signal });
    element.addEventListener('blur', this.#onBlur, { signal });
  }

  /** Two fingers or a panning drag have the picture: tools keep out. */
  get isBusy(): boolean {
    return this.#pan !== null || this.#touches.size > 1;
  }

  /** Whether a press will move the picture rather than go to a tool. */
  claims(event: PointerEvent): boolean {
    return event.button === 1 || this.#spaceHeld || this.primaryPans || !event.isPrimary;
  }

  dispose(): void {
    this.#listening.abort();
  }

  readonly #onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    const { camera, toScreen, pixelRatio, onMove } = this.#options;
    const at = toScreen(event);
    const unit =
      event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 40 : 800;
    const [x, y] = [event.deltaX * unit, event.deltaY * unit];
    if (event.ctrlKey || event.metaKey) camera.zoomTo(camera.scale * Math.exp(-clampDelta(y) * 0.01), at);
    else if (this.#isNotch(event) && !event.shiftKey)
      camera.zoomTo(nextNotch(camera.scale, y < 0 ? notches(event) : -notches(event)), at);
    else if (event.shiftKey && x === 0) camera.panBy(-y * pixelRatio(), 0);
    else camera.panBy(-x * pixelRatio(), -y * pixelRatio());
    onMove();
  };

  /** A trackpad's swipe may have a delta that looks like a notch: what follows a trackpad's delta is one too. */
  #isNotch(event: WheelEvent): boolean {
    if (!isMouseWheel(event)) this.#lastTrackpadMs = event.timeStamp;
    return event.timeStamp - this.#lastTrackpadMs > trackpadRestMs;
  }

  readonly #onDown = (event: PointerEvent): void => {
    const at = this.#options.toScreen(event);
    if (event.pointerType === 'touch') this.#touches.set(event.pointerId, at);
    if (this.#touches.size > 1) {
      this.#pan = null;
      return;
    }
    const pans = event.button === 1 || (event.button === 0 && (this.#spaceHeld || this.primaryPans));
    if (!pans) return;
    event.preventDefault();
    this.#options.element.focus({ preventScroll: true });
    this.#options.element.setPointerCapture(event.pointerId);
    this.#pan = { pointer: event.pointerId, last: at };
  };

  readonly #onPointerMove = (event: PointerEvent): void => {
    const at = this.#options.toScreen(event);
    if (this.#touches.size > 1) {
      this.#pinch(event.pointerId, at);
      return;
    }
    if (this.#pan?.pointer !== event.pointerId) return;
    this.#options.camera.panBy(at.x - this.#pan.last.x, at.y - this.#pan.last.y);
    this.#pan.last = at;
    this.#options.onMove();
  };

  #pinch(pointer: number, at: Point): void {
    const old = this.#touches.get(pointer);
    const other = [...this.#touches].find(([id]) => id !== pointer)?.[1];
    if (old === undefined || other === undefined) return;
    this.#touches.set(pointer, at);
    const distance = (point: Point): number => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    const { camera } = this.#options;
    // Half the way of the moving finger is the way of the point between both.
    camera.panBy((at.x - old.x) / 2, (at.y - old.y) / 2);
    camera.zoomTo((camera.scale * distance(at)) / distance(old), { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 });
    this.#options.onMove();
  }

  readonly #onUp = (event: PointerEvent): void => {
    this.#touches.delete(event.pointerId);
    if (this.#pan?.pointer === event.pointerId) this.#pan = null;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.code === 'Space') this.#spaceHeld = true;
    if (event.code !== 'Space' && !this.#move(event)) return;
    event.preventDefault();
    this.#options.onMove();
  };

  /** Moves the camera by a key; false where the key means nothing here. */
  #move(event: KeyboardEvent): boolean {
    const { camera, pixelRatio } = this.#options;
    const way = arrowStep * (event.shiftKey ? 4 : 1) * pixelRatio();
    const moves: Record<string, () => void> = {
      ArrowLeft: () => camera.panBy(way, 0),
      ArrowRight: () => camera.panBy(-way, 0),
      ArrowUp: () => camera.panBy(0, way),
      ArrowDown: () => camera.panBy(0, -way),
      '+': () => camera.zoomStep(1),
      '=': () => camera.zoomStep(1),
      '-': () => camera.zoomStep(-1),
      '0': () => camera.fit(),
      '1': () => camera.zoomTo(1),
    };
    const move = moves[event.key];
    move?.();
    return move !== undefined;
  }

  readonly #onKeyUp = (event: KeyboardEvent): void => {
    if (event.code === 'Space') this.#spaceHeld = false;
  };

  readonly #onBlur = (): void => {
    this.#spaceHeld = false;
  };
}

interface WithWheelDelta extends WheelEvent {
  /** 120 for each notch in Chromium and Safari, whatever a notch scrolls. */
  readonly wheelDeltaY?: number;
}

/** A wheel with notches moves in whole steps of 120 and never sideways; a trackpad moves in small uneven ones. */
function isMouseWheel(event: WithWheelDelta): boolean {
  if (event.deltaMode !== WheelEvent.DOM_DELTA_PIXEL) return true;
  const { deltaX, deltaY, wheelDeltaY: delta } = event;
  return deltaX === 0 && (delta === undefined ? Math.abs(deltaY) >= 100 : delta % 120 === 0 && delta !== 0);
}

/** Notches that a wheel was turned by: a page that is busy hears of several at once. */
function notches({ wheelDeltaY = 120 }: WithWheelDelta): number {
  return Math.max(1, Math.round(Math.abs(wheelDeltaY) / 120));
}

/** Pinches of a trackpad come as small deltas with the control key, notches of a mouse with it as large ones. */
function clampDelta(delta: number): number {
  return Math.max(-30, Math.min(30, delta));
}

/** So many thirds of a doubling further in (below 0: out): so 50 %, 100 %, 200 % are always on the way. */
function nextNotch(scale: number, count: number): number {
  const thirds = Math.log2(scale) * 3;
  return 2 ** ((count > 0 ? Math.floor(thirds + 0.02) + count : Math.ceil(thirds - 0.02) + count) / 3);
}
