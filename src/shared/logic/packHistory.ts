import { invariant } from '../base/assert.ts';
import { applyEvent } from './applyEvent.ts';
import type { History, HistoryNode } from './history.ts';

/** A node without the steps: they follow from the events. */
type PackedNode = Omit<HistoryNode, 'steps'>;

/** A history as it is handed on: nodes from number `from` on; what stands before it the receiver has already. */
export interface PackedHistory {
  readonly from: number;
  readonly history: { nodes: PackedNode[]; head: number };
}

/** What of a history somebody lacks who has `known`; all of it for null. */
export function packHistory(history: History, known: History | null): PackedHistory {
  const { nodes, head } = history;
  const changed = nodes.findIndex((node, index) => node !== known?.nodes[index]);
  const from = changed < 0 ? nodes.length : changed;
  return { from, history: { nodes: nodes.slice(from).map(({ steps: _steps, ...packed }) => packed), head } };
}

/** The history behind a complete list of nodes. It must come from `packHistory`. */
export function unpackHistory(packed: { readonly nodes: readonly unknown[]; readonly head: number }): History {
  const nodes: HistoryNode[] = [];
  for (const entry of packed.nodes) {
    const node = entry as PackedNode;
    const before = node.parent === null ? [] : nodes[node.parent]?.steps;
    invariant(before !== undefined, 'a state of a history comes after the one it grew from');
    nodes.push({ ...node, steps: node.event === null ? before : applyEvent(before, node.event) });
  }
  return { nodes, head: packed.head };
}
