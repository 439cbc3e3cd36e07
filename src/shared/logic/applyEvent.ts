import { assertNever } from '../base/assert.ts';
import { clamp } from '../base/geometry.ts';
import type { BrushMask } from '../model/mask.ts';
import type { EditEvent, StepChanges } from './editEvent.ts';
import type { EditStep, EditSteps } from './editStep.ts';

const emptyMask: BrushMask = { strokes: [], inverted: false };

/** The steps after one event. A step that is not there (any more) is left alone, and so is everything else. */
export function applyEvent(steps: EditSteps, event: EditEvent): EditSteps {
  switch (event.kind) {
    case 'added': {
      const at = clamp(event.at, 0, steps.length);
      return [...steps.slice(0, at), ...event.steps, ...steps.slice(at)];
    }
    case 'changed':
      return replace(steps, event.step, (step) => changed(step, event.changes));
    case 'moved': {
      const step = steps.find((each) => each.id === event.step);
      if (step === undefined) return steps;
      const rest = steps.filter((each) => each !== step);
      const to = clamp(event.to, 0, rest.length);
      return [...rest.slice(0, to), step, ...rest.slice(to)];
    }
    case 'removed':
      return steps.filter((step) => step.id !== event.step);
    case 'stroked':
      return replace(steps, event.step, (step) => {
        const mask = step.mask ?? emptyMask;
        return { ...masked(step), mask: { ...mask, strokes: [...mask.strokes, event.stroke] } };
      });
    case 'maskInverted':
      return replace(steps, event.step, (step) => {
        const mask = step.mask ?? emptyMask;
        return { ...masked(step), mask: { ...mask, inverted: !mask.inverted } };
      });
    case 'maskCleared':
      return replace(steps, event.step, (step) => ({ ...step, mask: null, region: null }));
    default:
      return assertNever(event, 'applyEvent');
  }
}

/** A step whose region was everywhere, or only words, works inside its mask from the first stroke on. */
function masked(step: EditStep): EditStep {
  return step.region === 'mask' || step.region === 'outside-mask' ? step : { ...step, region: 'mask' };
}

function changed(step: EditStep, changes: StepChanges): EditStep {
  return { ...step, ...changes, parameters: { ...step.parameters, ...changes.parameters } };
}

function replace(steps: EditSteps, id: string, change: (step: EditStep) => EditStep): EditSteps {
  return steps.map((step) => (step.id === id ? change(step) : step));
}
