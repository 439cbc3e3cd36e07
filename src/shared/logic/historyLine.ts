import type { StepId } from '../base/ids.ts';
import type { OperationId } from '../model/operation.ts';
import type { EditEvent } from './editEvent.ts';
import type { History } from './history.ts';

/** What of a step a `changed` event was about. */
export type ChangedSetting = 'strength' | 'parameters' | 'enabled' | 'region' | 'name';

/** One state of a history in a line: enough to say in words what happened, and to draw the tree. */
export interface HistoryLine {
  readonly parent: number | null;
  readonly next: number | null;
  readonly name: string | null;
  /** Null for the beginning. */
  readonly kind: EditEvent['kind'] | null;
  /** The steps that it was about. */
  readonly operations: OperationId[];
  /** For `changed` only: what was set, and to what where that is one number. */
  readonly setting: ChangedSetting | null;
  readonly value: number | null;
}

/** The states of a history from number `from` on, each as a line. */
export function historyLines({ nodes }: History, from = 0): HistoryLine[] {
  const operations = new Map<StepId, OperationId>();
  for (const { event } of nodes) {
    if (event?.kind === 'added') for (const step of event.steps) operations.set(step.id, step.operation);
  }
  const operationOf = (step: StepId): OperationId[] => {
    const found = operations.get(step);
    return found === undefined ? [] : [found];
  };
  return nodes.slice(from).map(({ parent, next, name, event }) => ({
    parent,
    next,
    name,
    kind: event?.kind ?? null,
    operations:
      event === null
        ? []
        : event.kind === 'added'
          ? event.steps.map((step) => step.operation)
          : operationOf(event.step),
    ...(event?.kind === 'changed' ? settingOf(event.changes) : { setting: null, value: null }),
  }));
}

function settingOf(
  changes: Extract<EditEvent, { kind: 'changed' }>['changes'],
): Pick<HistoryLine, 'setting' | 'value'> {
  if (changes.strength !== undefined) return { setting: 'strength', value: changes.strength };
  if (changes.enabled !== undefined) return { setting: 'enabled', value: changes.enabled ? 1 : 0 };
  if (changes.parameters !== undefined) {
    const [value] = Object.values(changes.parameters);
    return { setting: 'parameters', value: typeof value === 'number' ? value : null };
  }
  return { setting: changes.region === undefined ? 'name' : 'region', value: null };
}

/** From the beginning to the head and on to where redo leads: numbers of states. */
export function pathOf(nodes: readonly Pick<HistoryLine, 'parent' | 'next'>[], head: number): number[] {
  const path: number[] = [];
  for (let at: number | null = head; at !== null; at = nodes[at]?.parent ?? null) path.push(at);
  path.reverse();
  for (let at = nodes[head]?.next ?? null; at !== null; at = nodes[at]?.next ?? null) path.push(at);
  return path;
}

/** The states after which nothing happened: the ends of all branches, oldest first. */
export function tipsOf(nodes: readonly Pick<HistoryLine, 'parent'>[]): number[] {
  const parents = new Set(nodes.map(({ parent }) => parent));
  return [...nodes.keys()].filter((state) => !parents.has(state));
}
