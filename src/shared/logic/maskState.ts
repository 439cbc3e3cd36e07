import type { ComponentState, Mask, MaskComponent, MaskState } from '../model/mask.ts';

/** A mask as a window is told about it: strokes counted, a lasso by the box around it. */
export function maskState(mask: Mask): MaskState {
  return { ...mask, components: mask.components.map(componentState) };
}

function componentState(component: MaskComponent): ComponentState {
  if (component.kind === 'brush') return { ...component, strokes: component.strokes.length };
  if (component.kind !== 'lasso') return component;
  const { points, ...rest } = component;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [x, y] = [points[i] as number, points[i + 1] as number];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  return { ...rest, x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}
