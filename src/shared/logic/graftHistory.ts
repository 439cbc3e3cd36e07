import { canonicalJson } from '../base/canonicalJson.ts';
import { applyEvent } from './applyEvent.ts';
import { type History, type HistoryNode, keptAt, stepsAt } from './history.ts';

/** A history with all states of another one that it lacks, and where each state of the other one now is. */
export interface Grafted {
  readonly history: History;
  /** By number in the other history. */
  readonly places: readonly number[];
}

/**
 * Two edits of the same photo as one tree: what both have in common stays one, the rest of the other becomes branches.
 * The head stays where it is.
 */
export function graftHistory(history: History, other: History): Grafted {
  const nodes: HistoryNode[] = history.nodes.slice();
  const children = new Map<string, number>();
  const nameOf = (parent: number | null, event: HistoryNode['event']): string => `${parent} ${canonicalJson(event)}`;
  for (const [index, node] of nodes.entries()) children.set(nameOf(node.parent, node.event), index);
  const places: number[] = [];
  for (const [index, { parent, event, name }] of other.nodes.entries()) {
    const under = parent === null ? null : (places[parent] ?? 0);
    const known = parent === null ? 0 : children.get(nameOf(under, event));
    if (known !== undefined) {
      places[index] = known;
      const node = nodes[known];
      if (node !== undefined && node.name === null && name !== null) nodes[known] = { ...node, name };
      continue;
    }
    const before = nodes[under ?? 0];
    if (before === undefined || event === null || under === null) continue;
    const depth = before.depth + 1;
    const isKept = keptAt(depth, []) !== null;
    const steps = isKept ? applyEvent(stepsAt({ nodes, head: -1, steps: [] }, under), event) : null;
    places[index] = nodes.length;
    children.set(nameOf(under, event), nodes.length);
    if (before.next === null && under !== history.head) nodes[under] = { ...before, next: nodes.length };
    nodes.push({ parent: under, event, gesture: null, next: null, name, depth, steps });
  }
  const isSame = nodes.length === history.nodes.length && nodes.every((node, index) => node === history.nodes[index]);
  return { history: isSame ? history : { ...history, nodes }, places };
}
