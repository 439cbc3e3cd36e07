import { assertNever } from '../base/assert.ts';
import { canonicalJson } from '../base/canonicalJson.ts';
import { clamp } from '../base/geometry.ts';
import { applyMaskEvent } from './applyMaskEvent.ts';
import type { EditEvent, StepChanges } from './editEvent.ts';
import type { EditStep, EditSteps } from './editStep.ts';

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
    case 'componentAdded':
    case 'componentChanged':
    case 'componentMoved':
    case 'componentRemoved':
    case 'maskChanged':
    case 'maskTaken':
    case 'maskCleared':
      return applyMaskEvent(steps, event);
    default:
      return assertNever(event, 'applyEvent');
  }
}

/** True for a setting that is set to what it is: a switch that was clicked twice before the first answer came. */
export function isVain(steps: EditSteps, event: EditEvent): boolean {
  if (event.kind !== 'changed') return false;
  const step = steps.find(({ id }) => id === event.step);
  if (step === undefined) return false;
  const after = changed(step, event.changes);
  return after.mask === step.mask && canonicalJson({ ...after, mask: null }) === canonicalJson({ ...step, mask: null });
}

function changed(step: EditStep, changes: StepChanges): EditStep {
  return { ...step, ...changes, parameters: { ...step.parameters, ...changes.parameters } };
}

function replace(steps: EditSteps, id: string, change: (step: EditStep) => EditStep): EditSteps {
  return steps.map((step) => (step.id === id ? change(step) : step));
}
