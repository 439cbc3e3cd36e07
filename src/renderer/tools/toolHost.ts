/** Gives the viewer's pointer to one tool at a time; handles go first, panning gestures and pinches before everything. */
import type { Viewer } from '../viewer/viewer.ts';
import type { HandleTool, Tool, ToolPointer, ToolSample } from './tool.ts';

export class ToolHost {
  readonly #viewer: Viewer;
  readonly #handles: readonly HandleTool[];
  readonly #listening = new AbortController();
  #tool: Tool;
  #pressed: { readonly tool: Tool; readonly pointer: number } | null = null;

  constructor(viewer: Viewer, tool: Tool, handles: readonly HandleTool[] = []) {
    this.#viewer = viewer;
    this.#handles = handles;
    this.#tool = tool;
    viewer.gestures.primaryPans = false;
    tool.activate();
    const { host } = viewer;
    const { signal } = this.#listening;
    // Capture: before the viewer's own gestures.
    host.addEventListener('pointerdown', this.#onDown, { signal, capture: true });
    host.addEventListener('pointermove', this.#onMove, { signal });
    host.addEventListener('pointerup', this.#onUp, { signal });
    host.addEventListener('pointercancel', this.#onCancel, { signal });
    host.addEventListener('pointerleave', this.#onLeave, { signal });
    host.addEventListener('dblclick', this.#onDouble, { signal });
    host.addEventListener('keydown', this.#onKey, { signal, capture: true });
  }

  /** The tool in hand. */
  get tool(): Tool {
    return this.#tool;
  }

  /** Takes another tool; a press of the old one is taken back. */
  use(tool: Tool): void {
    if (tool === this.#tool) return;
    this.#cancel();
    this.#tool.deactivate();
    this.#tool = tool;
    tool.activate();
  }

  dispose(): void {
    this.#cancel();
    this.#tool.deactivate();
    this.#listening.abort();
    this.#viewer.gestures.primaryPans = true;
  }

  readonly #onDown = (event: PointerEvent): void => {
    if (!event.isPrimary) return this.#cancel();
    if (event.button !== 0 || this.#viewer.gestures.claims(event)) return;
    const pointer = this.#pointerOf(event);
    const handle = this.#handles.find((tool) => tool.hits(pointer));
    const tool = handle ?? this.#tool;
    this.#viewer.focus();
    this.#viewer.host.setPointerCapture(event.pointerId);
    this.#pressed = { tool, pointer: event.pointerId };
    event.preventDefault();
    tool.press(pointer);
  };

  readonly #onMove = (event: PointerEvent): void => {
    const pointer = this.#pointerOf(event);
    if (this.#pressed?.pointer === event.pointerId) {
      this.#pressed.tool.drag(pointer);
      return;
    }
    if (this.#pressed !== null || this.#viewer.gestures.isBusy) return;
    const handle = this.#handles.find((tool) => tool.hits(pointer));
    for (const tool of this.#handles) if (tool !== handle) tool.hover(null);
    this.#tool.hover(handle === undefined ? pointer : null);
    handle?.hover(pointer);
  };

  readonly #onUp = (event: PointerEvent): void => {
    if (this.#pressed?.pointer !== event.pointerId) return;
    const { tool } = this.#pressed;
    this.#pressed = null;
    tool.release(this.#pointerOf(event));
  };

  readonly #onCancel = (): void => this.#cancel();

  readonly #onLeave = (): void => {
    if (this.#pressed === null) this.#tool.hover(null);
  };

  readonly #onDouble = (event: MouseEvent): void => {
    const pointer = this.#pointerOf(event);
    this.#handles.find((tool) => tool.hits(pointer))?.doublePress();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const isEscape = event.key === 'Escape' && this.#pressed !== null;
    if (isEscape) this.#cancel();
    else if (!this.#tool.key(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  #cancel(): void {
    const pressed = this.#pressed;
    this.#pressed = null;
    pressed?.tool.cancel();
  }

  #pointerOf(event: MouseEvent): ToolPointer {
    const coalesced = event instanceof PointerEvent ? event.getCoalescedEvents() : [];
    const samples = (coalesced.length > 0 ? coalesced : [event]).map((each) => this.#sampleOf(each));
    return { ...this.#sampleOf(event), samples, shift: event.shiftKey, alt: event.altKey };
  }

  #sampleOf(event: MouseEvent): ToolSample {
    const canvas = this.#viewer.space.toCanvas(event);
    const hasPressure = event instanceof PointerEvent && event.pointerType === 'pen';
    return { canvas, source: this.#viewer.space.toSource(canvas), pressure: hasPressure ? event.pressure : 1 };
  }
}
