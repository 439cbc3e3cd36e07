/**
 * The picture on the screen: the one object React holds. It knows tiles, camera and drawing; documents, stores and wires
 * stay outside and come in as options and callbacks.
 */
import type { Rect } from '../../shared/base/geometry.ts';
import type { Shape } from '../../shared/logic/maskShapes.ts';
import type { Point } from './camera.ts';
import type { Colour } from './drawer.ts';
import { DrawerHost } from './drawerHost.ts';
import { FrameLoop } from './frameLoop.ts';
import { Gestures } from './gestures.ts';
import { LiveShape } from './liveShape.ts';
import type { Brush } from './liveStroke.ts';
import { type BrushCursor, Overlay } from './overlay.ts';
import { overlayState } from './overlayState.ts';
import { RestingCall } from './restingCall.ts';
import { type Compare, composeScene } from './scene.ts';
import { prepareHost, ScreenSize } from './screenSize.ts';
import type { ShapeDrawing } from './shapeOverlay.ts';
import { pyramidOf, type ShownPicture, showsAny, sourceOf } from './shownPicture.ts';
import { Space } from './space.ts';
import { type ShapeHandle, type StrokeHandle, StrokePreviews } from './strokePreviews.ts';
import { type LayerName, slotKey, type Tile, type TileSlot } from './tile.ts';
import { TileUnavailable } from './tileLoader.ts';
import { TileStore } from './tileStore.ts';
import type { ViewerOptions } from './viewerOptions.ts';
import { WaitingTiles } from './waitingTiles.ts';

const fitMarginPx = 16;
const lookAfterMs = 80;
/** So long after the last repaint the tiles beside the screen are brought up to date. */
const restAfterMs = 700;
const tintOpacity = 0.4;
const mebibyte = 2 ** 20;

export class Viewer {
  readonly host: HTMLElement;
  readonly space: Space;
  readonly gestures: Gestures;
  readonly #options: ViewerOptions;
  readonly #listening = new AbortController();
  readonly #loop: FrameLoop;
  readonly #drawers: DrawerHost;
  readonly #overlay: Overlay;
  readonly #screen: ScreenSize;
  readonly #tiles: TileStore;
  readonly #strokes = new StrokePreviews();
  readonly #waiting: WaitingTiles;
  readonly #look: RestingCall;
  /** Runs when no repaint came for a while: during a restoration only what is on screen keeps up with it. */
  readonly #rest: RestingCall;
  #isRestless = false;
  #layers: { readonly before: LayerName; readonly after: LayerName } = { before: 'before', after: 'after' };
  #mask: { readonly layer: LayerName; readonly style: 'tint' | 'grey' } | null = null;
  #surround: Colour;
  #accent: Colour;
  #labels: { readonly before: string; readonly after: string };
  #brush: BrushCursor | null = null;
  #isSplitActive = false;
  #shape: ShapeDrawing | null = null;
  #hasLoupe = false;
  #pointer: Point | null = null;
  #pointerMoved = false;

  constructor(host: HTMLElement, options: ViewerOptions) {
    this.host = host;
    this.#options = options;
    this.#surround = options.surround ?? [0.118, 0.118, 0.118];
    this.#accent = options.accent ?? [0.247, 0.655, 0.588];
    this.#labels = options.labels ?? { before: 'Before', after: 'After' };
    prepareHost(host);
    this.#loop = new FrameLoop((dirty) => this.#frame(dirty.picture));
    this.#drawers = new DrawerHost(host, {
      choice: options.drawer ?? 'auto',
      limits: { totalBytes: options.textureBytes ?? 256 * mebibyte, frameBytes: 4 * mebibyte },
      onChange: () => this.#loop.invalidatePicture(),
    });
    this.#overlay = new Overlay(host);
    this.#tiles = new TileStore({
      fetchTile: async (request, signal) => {
        const { picture } = this.space;
        if (picture === null) throw new TileUnavailable('No picture is open.');
        return options.loadTile(picture.document, request, signal);
      },
      cacheBytes: options.cacheBytes ?? 384 * mebibyte,
      parallel: options.parallelTiles ?? 6,
      onTile: () => this.#loop.invalidatePicture(),
      onError: (error) => options.onTileError?.(error),
    });
    this.#waiting = new WaitingTiles(() => this.#loop.invalidateOverlay());
    this.#look = new RestingCall(lookAfterMs, () => {
      if (this.space.picture !== null) options.onLook?.(this.space.visible());
    });
    this.#rest = new RestingCall(restAfterMs, () => {
      this.#isRestless = false;
      this.#loop.invalidatePicture();
    });
    this.#screen = new ScreenSize(host, () => this.#resize());
    this.space = new Space(this.#screen);
    this.gestures = new Gestures({
      element: host,
      camera: this.space.camera,
      toScreen: (event) => this.space.toView(this.space.toCanvas(event)),
      pixelRatio: () => this.space.pixelRatio,
      onMove: () => this.cameraMoved(),
    });
    const { signal } = this.#listening;
    host.addEventListener('pointermove', (event) => this.#onPointer(this.space.toCanvas(event)), { signal });
    host.addEventListener('pointerleave', () => this.#onPointer(null), { signal });
    this.#resize();
  }

  /** Which drawer is at work now. */
  get drawerKind(): 'webgl2' | 'canvas2d' {
    return this.#drawers.drawer.kind;
  }

  /** Every wanted tile is there and up to date. */
  get isComplete(): boolean {
    return this.#tiles.missing === 0;
  }

  /** Bytes of tiles in main memory. */
  get heldBytes(): number {
    return this.#tiles.bytes;
  }

  /**
   * Shows a picture, or none. The same document in a new revision keeps its tiles (tell by `repaint` what changed), and
   * in a new size its place on the screen.
   */
  setPicture(picture: ShownPicture | null): void {
    const old = this.space.picture;
    this.space.picture = picture;
    this.#loop.invalidatePicture();
    if (picture === null || old === null || old.document !== picture.document) {
      this.#tiles.restart(picture?.revision ?? 0);
      this.#drawers.drawer.clear();
      this.#strokes.clear();
      this.#waiting.stop();
      if (picture !== null) this.space.camera.setPicture(picture);
    } else if (old.width !== picture.width || old.height !== picture.height) {
      this.#tiles.resize(picture.revision, (slot) => showsSame(old, picture, slot));
      this.#drawers.drawer.clear();
      this.space.camera.setPicture(picture, true);
    } else {
      this.#tiles.advance(picture.revision);
      return;
    }
    this.cameraMoved();
  }

  /** These parts (source pixels; null: everything) look different from this revision on. */
  repaint(rects: readonly Rect[] | null, revision: number): void {
    const { picture } = this.space;
    if (picture === null) return;
    this.#tiles.outdate(revision, (slot) => {
      if (slot.layer === 'before') return false;
      return rects === null || rects.some((rect) => showsAny(picture, slot, rect));
    });
    if (rects !== null) this.#waiting.done(rects);
    this.#isRestless = true;
    this.#rest.call();
    this.#loop.invalidatePicture();
  }

  /** Which layers stand for before and after, e.g. those of one step. */
  setLayers(layers: { readonly before: LayerName; readonly after: LayerName }): void {
    this.#layers = layers;
    this.#loop.invalidatePicture();
  }

  /** How before and after are shown; `position` (0 left to 1 right) keeps its value where it is left out. */
  setCompare(compare: { readonly mode: Compare['mode']; readonly position?: number }): void {
    const old = this.space.compare;
    this.space.compare = { mode: compare.mode, position: compare.position ?? old.position };
    if ((compare.mode === 'side') !== (old.mode === 'side')) this.#fitViewport();
    this.#loop.invalidatePicture();
  }

  /** Moves the wipe and tells about it; for the tool that drags it. */
  moveSplit(position: number, isActive: boolean): void {
    const isMoved = position !== this.space.compare.position;
    this.space.compare = { ...this.space.compare, position };
    this.#isSplitActive = isActive;
    if (isMoved) this.#options.onSplitChange?.(position);
    this.#loop.invalidatePicture();
  }

  /** Shows a mask over the picture, as a tint or as the grey mask itself; null: none. */
  setOverlayMask(layer: LayerName | null, style: 'tint' | 'grey' = 'tint'): void {
    // The first stroke brings its mask into being: only from one mask to another are strokes not of the new one.
    if (this.#mask !== null && this.#mask.layer !== layer) this.#strokes.dropFinished();
    this.#mask = layer === null ? null : { layer, style };
    this.#loop.invalidatePicture();
  }

  setSurround(colour: Colour): void {
    this.#surround = colour;
    this.#loop.invalidatePicture();
  }

  setAccent(colour: Colour): void {
    this.#accent = colour;
    this.#loop.invalidatePicture();
  }

  setLabels(labels: { readonly before: string; readonly after: string }): void {
    this.#labels = labels;
    this.#loop.invalidateOverlay();
  }

  /** A loupe follows the pointer. */
  setLoupe(isOn: boolean): void {
    this.#hasLoupe = isOn;
    this.#loop.invalidatePicture();
  }

  /** While a step runs: a faint shimmer over what waits, cleared by `repaint` part by part. Null: nothing runs. */
  setWorking(work: string | null): void {
    if (work === null) this.#waiting.stop();
    else this.#waiting.start(work);
  }

  fit(): void {
    this.space.camera.fit();
    this.cameraMoved();
  }

  zoomTo(scale: number, about?: Point): void {
    this.space.camera.zoomTo(scale, about);
    this.cameraMoved();
  }

  zoomBy(factor: number): void {
    this.zoomTo(this.space.camera.scale * factor);
  }

  /** The next of the usual zoom steps, about a point of the view. */
  zoomStep(direction: 1 | -1, about?: Point): void {
    this.space.camera.zoomStep(direction, about);
    this.cameraMoved();
  }

  focus(): void {
    this.host.focus({ preventScroll: true });
  }

  /** Tells that `space.camera` was moved. */
  cameraMoved(): void {
    this.#loop.invalidatePicture();
    if (this.space.picture === null) return;
    this.#pointerMoved = true;
    this.#look.call();
    const { scale, fits } = this.space.camera;
    this.#options.onCameraChange?.({ scale, fits, visible: this.space.visible() });
  }

  /** The mouse cursor over the picture, as CSS names it. */
  setCursor(cursor: string): void {
    this.host.style.cursor = cursor;
  }

  setBrushCursor(brush: BrushCursor | null): void {
    this.#brush = brush;
    this.#loop.invalidateOverlay();
  }

  /** Begins a stroke at a point of the canvas; its preview stays in the mask until the engine's own tiles show it. */
  beginStroke(brush: Brush, canvas: Point): StrokeHandle {
    return this.#strokes.begin(
      brush,
      this.space.strokePlace(canvas),
      () => this.#tiles.revision,
      () => this.#loop.invalidatePicture(),
    );
  }

  /** Begins a shape at a point of the canvas, shown like a stroke. */
  beginShape(canvas: Point, kind: Shape['kind'], erase: boolean): ShapeHandle {
    return this.#strokes.beginShape(
      new LiveShape(this.space.strokePlace(canvas), kind, erase),
      () => this.#tiles.revision,
      () => this.#loop.invalidatePicture(),
    );
  }

  /** Lines and handles over the picture, in source pixels; null: none. */
  setShape(shape: ShapeDrawing | null): void {
    this.#shape = shape;
    this.#loop.invalidateOverlay();
  }

  dispose(): void {
    this.#listening.abort();
    this.gestures.dispose();
    this.#screen.dispose();
    this.#look.dispose();
    this.#rest.dispose();
    this.#waiting.stop();
    this.#strokes.clear();
    this.#loop.dispose();
    this.#tiles.dispose();
    this.#overlay.dispose();
    this.#drawers.dispose();
  }

  #resize(): void {
    this.#drawers.resize(this.space.size);
    this.#overlay.resize(this.space.size);
    this.#fitViewport();
    this.#loop.flush(); // A resized canvas is empty: fill it before the browser shows it.
  }

  #fitViewport(): void {
    const [first] = this.space.clips();
    this.space.camera.setViewport(first, fitMarginPx * this.space.pixelRatio);
    this.cameraMoved();
  }

  #frame(isPictureDirty: boolean): void {
    if (isPictureDirty) this.#drawPicture();
    if (this.#pointerMoved) {
      this.#pointerMoved = false;
      this.#options.onPointerPixel?.(this.#pointer === null ? null : this.space.pixelAt(this.#pointer));
    }
    this.#overlay.draw(
      overlayState({
        space: this.space,
        brush: this.#brush,
        shape: this.#shape,
        tint: this.#accent,
        isSplitActive: this.#isSplitActive,
        labels: this.#labels,
        loupe: this.#hasLoupe ? this.#pointer : null,
        waiting: this.#waiting,
      }),
    );
  }

  #drawPicture(): void {
    const { drawer } = this.#drawers;
    const { picture, size, pixelRatio, camera, compare } = this.space;
    const base = { size, surround: this.#surround, tint: this.#accent, tintOpacity };
    if (picture === null) {
      drawer.draw({ ...base, views: [] });
      this.#tiles.want([]);
      return;
    }
    const used = new Set<string>();
    const ready = (slot: TileSlot): Tile | null => {
      const tile = this.#tiles.get(slot);
      if (tile === null || !drawer.prepare(tile)) return null;
      used.add(slotKey(slot));
      return tile;
    };
    const { views, wanted, onScreen, maskSlots } = composeScene(
      {
        size,
        pixelRatio,
        compare,
        picture,
        ...this.#layers,
        transform: camera.transform(),
        source: sourceOf(picture),
        mask: this.#mask,
        strokes: this.#strokes.patches,
        loupe: this.#hasLoupe ? this.#pointer : null,
        focus: { x: camera.viewport.width / 2, y: camera.viewport.height / 2 },
        pyramidOf: (layer) => pyramidOf(picture, layer),
      },
      ready,
    );
    const { hasMore } = drawer;
    drawer.draw({ ...base, views });
    const seen = new Set(onScreen.map(slotKey));
    this.#tiles.want(wanted, (slot) => this.#isRestless && !seen.has(slotKey(slot)));
    this.#tiles.trim(new Set([...used, ...wanted.map(slotKey)]));
    const isMaskFresh = !hasMore && maskSlots.length > 0 && maskSlots.every((slot) => this.#tiles.isFresh(slot));
    if (this.#strokes.settle(this.#tiles.revision, isMaskFresh) || hasMore) this.#loop.invalidatePicture();
  }

  #onPointer(at: Point | null): void {
    this.#pointer = at;
    this.#pointerMoved = true;
    if (this.#hasLoupe) this.#loop.invalidatePicture();
    else this.#loop.invalidateOverlay();
  }
}

/** Whether a layer has the same pyramid in both states of a picture. */
function showsSame(old: ShownPicture, picture: ShownPicture, slot: TileSlot): boolean {
  const [a, b] = [pyramidOf(old, slot.layer), pyramidOf(picture, slot.layer)];
  return a.width === b.width && a.height === b.height;
}
