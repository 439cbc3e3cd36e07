/** What a pointer tool is: told of hovering, presses, drags and keys; it moves the viewer and tells its owner. */
import type { Point } from '../viewer/camera.ts';

/** One moment of a pointer. */
export interface ToolSample {
  /** In device pixels of the canvas. */
  readonly canvas: Point;
  /** In source pixels. */
  readonly source: Point;
  /** 0 to 1; 1 for whatever knows no pressure. */
  readonly pressure: number;
}

export interface ToolPointer extends ToolSample {
  readonly shift: boolean;
  readonly alt: boolean;
  /** All moments since the last event, this one included: a fast pen sends several a frame. */
  readonly samples: readonly ToolSample[];
}

export interface Tool {
  /** The tool is taken into the hand, or laid down. */
  activate(): void;
  deactivate(): void;
  /** The pointer moves without being pressed; null when it left. */
  hover(pointer: ToolPointer | null): void;
  press(pointer: ToolPointer): void;
  drag(pointer: ToolPointer): void;
  release(pointer: ToolPointer): void;
  /** Takes the press back as if it had never been. */
  cancel(): void;
  /** Answers true where the key was for this tool. */
  key(event: KeyboardEvent): boolean;
}

/** A tool that goes before the one in hand wherever it is touched, e.g. the wipe's handle. */
export interface HandleTool extends Tool {
  hits(pointer: ToolPointer): boolean;
  doublePress(): void;
}
