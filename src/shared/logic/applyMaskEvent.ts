import { assertNever } from '../base/assert.ts';
import { clamp } from '../base/geometry.ts';
import { brushOf, emptyMask, type Mask, type MaskComponent, type MaskSettings, type Stroke } from '../model/mask.ts';
import type { EditStep, EditSteps } from './editStep.ts';
import type { MaskChanges, MaskEvent } from './maskEvent.ts';

/** The steps after something happened to a mask. A step or a component that is not there (any more) is left alone. */
export function applyMaskEvent(steps: EditSteps, event: MaskEvent): EditSteps {
  return steps.map((step) => (step.id === event.step ? withMask(step, maskAfter(steps, step.mask, event)) : step));
}

function maskAfter(steps: EditSteps, before: Mask | null, event: MaskEvent): Mask | null {
  const mask = before ?? emptyMask;
  const { components } = mask;
  switch (event.kind) {
    case 'stroked':
      return { ...mask, components: stroked(components, event.stroke, event.component) };
    case 'componentAdded':
      return { ...mask, components: [...components, event.component] };
    case 'componentChanged': {
      const old = components[event.index];
      return old === undefined
        ? before
        : { ...mask, components: components.with(event.index, kept(old, event.component)) };
    }
    case 'componentMoved': {
      const moved = components[event.index];
      if (moved === undefined) return before;
      const rest = components.toSpliced(event.index, 1);
      return { ...mask, components: rest.toSpliced(clamp(event.to, 0, rest.length), 0, moved) };
    }
    case 'componentRemoved': {
      const rest = components.toSpliced(event.index, 1);
      return rest.length === 0 ? null : { ...mask, components: rest };
    }
    case 'maskChanged':
      return { ...mask, ...given(event.changes) };
    case 'maskTaken':
      return steps.find((step) => step.id === event.from)?.mask ?? before;
    case 'maskCleared':
      return null;
    default:
      return assertNever(event, 'applyMaskEvent');
  }
}

/** A step whose region was everywhere, or only words, works inside its mask from the first component on. */
function withMask(step: EditStep, mask: Mask | null): EditStep {
  if (mask === step.mask) return step;
  if (mask === null) return { ...step, mask, region: null };
  return step.region === 'mask' || step.region === 'outside-mask'
    ? { ...step, mask }
    : { ...step, mask, region: 'mask' };
}

function stroked(components: readonly MaskComponent[], stroke: Stroke, index: number | null): MaskComponent[] {
  const at = index ?? components.length - 1;
  const brush = components[at];
  if (brush?.kind === 'brush') return components.with(at, { ...brush, strokes: [...brush.strokes, stroke] });
  return index === null ? [...components, brushOf([stroke])] : [...components];
}

/** Changes of a brush do not carry its strokes: they stay. */
function kept(old: MaskComponent, now: MaskComponent): MaskComponent {
  return now.kind === 'brush' && old.kind === 'brush' ? { ...now, strokes: old.strokes } : now;
}

function given(changes: MaskChanges): Partial<MaskSettings> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
