/** Reordering a list with the pointer: the entries are the list's children that carry `data-entry`. */
import { type PointerEvent, type RefObject, useRef, useState } from 'react';

/** A press becomes a drag after this many pixels; until then it is a click. */
const threshold = 5;

export interface DragOrder<List extends HTMLElement> {
  readonly list: RefObject<List | null>;
  /** Which entry is carried and where it would land, as indices of the shown order. */
  readonly drag: { readonly from: number; readonly to: number } | null;
  /** Put on what the pointer takes hold of. */
  handle(index: number): {
    onPointerDown(event: PointerEvent): void;
    onPointerMove(event: PointerEvent): void;
    onPointerUp(event: PointerEvent): void;
    onPointerCancel(): void;
    onClickCapture(event: { stopPropagation(): void; preventDefault(): void }): void;
  };
}

export function useDragOrder<List extends HTMLElement>(
  axis: 'x' | 'y',
  onMove: (from: number, to: number) => void,
): DragOrder<List> {
  const list = useRef<List>(null);
  const pressed = useRef<{ readonly at: number; readonly from: number } | null>(null);
  const justDragged = useRef(false);
  const [drag, setDrag] = useState<DragOrder<List>['drag']>(null);
  const along = (event: PointerEvent): number => (axis === 'x' ? event.clientX : event.clientY);

  const landing = (event: PointerEvent, from: number): number => {
    const entries = [...(list.current?.querySelectorAll('[data-entry]') ?? [])];
    const at = along(event);
    const before = entries.filter((entry, index) => {
      if (index === from) return false;
      const { left, top, width, height } = entry.getBoundingClientRect();
      return at > (axis === 'x' ? left + width / 2 : top + height / 2);
    });
    return before.length;
  };

  return {
    list,
    drag,
    handle: (index) => ({
      onPointerDown(event) {
        if (event.button !== 0) return;
        pressed.current = { at: along(event), from: index };
        justDragged.current = false;
      },
      onPointerMove(event) {
        // A quick hand is over another entry before it is noticed; what was pressed is carried all the same.
        if (event.buttons === 0) pressed.current = null;
        if (pressed.current === null) return;
        const { at, from } = pressed.current;
        if (drag === null && Math.abs(along(event) - at) < threshold) return;
        // Capturing at the start of the drag, not of the press, leaves clicks to the button below.
        if (drag === null) event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from, to: landing(event, from) });
      },
      onPointerUp() {
        if (drag !== null) {
          justDragged.current = true;
          if (drag.from !== drag.to) onMove(drag.from, drag.to);
        }
        pressed.current = null;
        setDrag(null);
      },
      onPointerCancel() {
        pressed.current = null;
        setDrag(null);
      },
      onClickCapture(event) {
        if (!justDragged.current) return;
        justDragged.current = false;
        event.stopPropagation();
        event.preventDefault();
      },
    }),
  };
}
