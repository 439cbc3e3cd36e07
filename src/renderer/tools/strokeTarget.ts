/** Where a stroke goes in a mask of several parts, so that it does on the screen what the hand meant. */
import { brushOf, type ComponentOf, type MaskState, type Stroke } from '../../shared/model/mask.ts';

export type StrokeTarget =
  /** Onto the brush number `component`; null: onto a new one. */
  | { readonly kind: 'stroke'; readonly component: number | null; readonly stroke: Stroke }
  /** Taken away from parts that are no brush: a brush of its own that subtracts. */
  | { readonly kind: 'component'; readonly component: ComponentOf<'brush'> };

/** `chosen` is the part that the user works on; any other than a brush gives way to the last part. */
export function strokeTarget(mask: MaskState | null, chosen: number | null, stroke: Stroke): StrokeTarget {
  const components = mask?.components ?? [];
  const at = chosen !== null && components[chosen]?.kind === 'brush' ? chosen : components.length - 1;
  const brush = components[at];
  const isInsideOut = mask?.inverted ?? false;
  if (brush?.kind === 'brush') {
    const turns = [isInsideOut, brush.inverted, brush.mode === 'subtract'].filter(Boolean).length;
    return { kind: 'stroke', component: at, stroke: turned(stroke, turns % 2 === 1) };
  }
  const erases = stroke.erase !== isInsideOut;
  if (erases && components.length > 0) {
    return { kind: 'component', component: brushOf([{ ...stroke, erase: false }], 'subtract') };
  }
  return { kind: 'stroke', component: null, stroke: { ...stroke, erase: erases } };
}

function turned(stroke: Stroke, isTurned: boolean): Stroke {
  return isTurned ? { ...stroke, erase: !stroke.erase } : stroke;
}
