import type { EditEvent } from './editEvent.ts';

/** Two events of one gesture as one, or null where they are of different kinds or about different steps. */
export function coalesce(first: EditEvent, second: EditEvent): EditEvent | null {
  if (first.kind === 'changed' && second.kind === 'changed' && first.step === second.step) {
    const parameters = { ...first.changes.parameters, ...second.changes.parameters };
    const changes = { ...first.changes, ...second.changes };
    return { ...second, changes: Object.keys(parameters).length > 0 ? { ...changes, parameters } : changes };
  }
  if (first.kind === 'moved' && second.kind === 'moved' && first.step === second.step) return second;
  if (first.kind === 'maskChanged' && second.kind === 'maskChanged' && first.step === second.step) {
    return { ...second, changes: { ...first.changes, ...second.changes } };
  }
  if (first.kind === 'componentChanged' && second.kind === 'componentChanged') {
    return first.step === second.step && first.index === second.index ? second : null;
  }
  return null;
}
