import { invariant } from '../base/assert.ts';
import { applyEvent } from './applyEvent.ts';
import type { EditSteps } from './editStep.ts';
import { type History, type HistoryNode, keptAt, stepsAt } from './history.ts';

/** A node without what follows from the events before it. */
export type PackedNode = Omit<HistoryNode, 'steps' | 'depth'>;

/** A history as it is handed on: nodes from number `from` on; what stands before it the receiver has already. */
export interface PackedHistory {
  readonly from: number;
  readonly history: { nodes: PackedNode[]; head: number };
}

/** What of a history somebody lacks who has `known`; all of it for null. */
export function packHistory(history: History, known: History | null): PackedHistory {
  const { nodes, head } = history;
  const from = firstChange(history, known);
  return { from, history: { nodes: nodes.slice(from).map(packNode), head } };
}

/** The number of the first state that somebody with `known` lacks or has otherwise. */
export function firstChange({ nodes }: History, known: History | null): number {
  const changed = nodes.findIndex((node, index) => node !== known?.nodes[index]);
  return changed < 0 ? nodes.length : changed;
}

/** The history behind a complete list of nodes, every one after its parent. */
export function unpackHistory(packed: { readonly nodes: readonly PackedNode[]; readonly head: number }): History {
  const nodes: HistoryNode[] = [];
  /** Folds of states whose children may still come; only the newest few are asked for again. */
  const folds = new Map<number, EditSteps>();
  for (const [index, { parent, event, gesture, next, name }] of packed.nodes.entries()) {
    const before = parent === null ? null : nodes[parent];
    invariant(before !== undefined, 'a state of a history comes after the one it grew from');
    invariant((before === null) === (event === null), 'only the beginning of a history has no event');
    const depth = before === null ? 0 : before.depth + 1;
    const base = parent === null ? [] : (folds.get(parent) ?? stepsAt({ nodes, head: -1, steps: [] }, parent));
    const steps = event === null ? base : applyEvent(base, event);
    folds.set(index, steps);
    folds.delete(index - 2);
    nodes.push({ parent, event, gesture, next, name, depth, steps: keptAt(depth, steps) });
  }
  const { head } = packed;
  invariant(nodes[head] !== undefined, 'the head of a history is one of its states');
  return { nodes, head, steps: folds.get(head) ?? stepsAt({ nodes, head: -1, steps: [] }, head) };
}

function packNode({ parent, event, gesture, next, name }: HistoryNode): PackedNode {
  return { parent, event, gesture, next, name };
}
