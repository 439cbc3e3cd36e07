import { invariant } from '../base/assert.ts';
import { applyEvent, isVain } from './applyEvent.ts';
import { coalesce } from './coalesce.ts';
import type { EditEvent } from './editEvent.ts';
import type { EditSteps } from './editStep.ts';

/** One state of the edit. Its number is its place in the list of nodes and never changes. */
export interface HistoryNode {
  readonly parent: number | null;
  /** Null for the beginning. */
  readonly event: EditEvent | null;
  readonly gesture: string | null;
  /** Where redo goes: the child that was visited last. Along the way to the head it is always the way itself. */
  readonly next: number | null;
  /** The user's name for this state, or null. */
  readonly name: string | null;
  /** Events between the beginning and here. */
  readonly depth: number;
  /** The fold of all events up to here, kept at every 64th state only: ten thousand states fit into memory. */
  readonly steps: EditSteps | null;
}

/** Everything that ever happened to a picture, as a tree. Undo, redo and jumps only move the head; nothing is discarded. */
export interface History {
  readonly nodes: readonly HistoryNode[];
  readonly head: number;
  /** The fold of all events from the beginning to the head. */
  readonly steps: EditSteps;
}

const keptEvery = 64;

/** A history in which nothing has happened yet. */
export function startHistory(steps: EditSteps = []): History {
  const beginning = { parent: null, event: null, gesture: null, next: null, name: null, depth: 0, steps };
  return { nodes: [beginning], head: 0, steps };
}

/** The steps as they stand. */
export function stepsOf(history: History): EditSteps {
  return history.steps;
}

/** The steps at any state: the nearest kept fold before it and the events since. */
export function stepsAt(history: History, state: number): EditSteps {
  if (state === history.head) return history.steps;
  const events: EditEvent[] = [];
  let node = nodeAt(history, state);
  while (node.steps === null) {
    invariant(node.event !== null && node.parent !== null, 'only the beginning has no event');
    events.push(node.event);
    node = nodeAt(history, node.parent);
  }
  return events.reduceRight(applyEvent, node.steps);
}

/**
 * The history with one more event; after an undo it opens a branch. An event of the same gesture as the one before
 * becomes one with it.
 */
export function append(history: History, event: EditEvent, gesture: string | null = null): History {
  const head = nodeAt(history, history.head);
  const joined =
    gesture !== null && head.gesture === gesture && head.next === null && head.name === null && head.event !== null
      ? coalesce(head.event, event)
      : null;
  if (joined !== null && head.parent !== null) {
    const steps = applyEvent(stepsAt(history, head.parent), joined);
    const node = { ...head, event: joined, steps: keptAt(head.depth, steps) };
    return { nodes: history.nodes.with(history.head, node), head: history.head, steps };
  }
  if (isVain(history.steps, event)) return history;
  const steps = applyEvent(history.steps, event);
  const depth = head.depth + 1;
  const nodes = history.nodes.slice();
  nodes[history.head] = { ...head, next: nodes.length };
  nodes.push({ parent: history.head, event, gesture, next: null, name: null, depth, steps: keptAt(depth, steps) });
  return { nodes, head: nodes.length - 1, steps };
}

/** The history with its head one state back; the same history at the beginning. */
export function undo(history: History): History {
  const { parent } = nodeAt(history, history.head);
  return parent === null ? history : { ...history, head: parent, steps: stepsAt(history, parent) };
}

/** The history with its head one state forward, on the branch that was visited last. */
export function redo(history: History): History {
  const { next } = nodeAt(history, history.head);
  return next === null ? history : { ...history, head: next, steps: stepsAt(history, next) };
}

/** The history with its head at any state; redo goes on from there to where it went before. The state must exist. */
export function jump(history: History, state: number): History {
  if (state === history.head) return history;
  const steps = stepsAt(history, state);
  const nodes = history.nodes.slice();
  for (let child = state, at = nodeAt(history, state).parent; at !== null; at = nodeAt(history, at).parent) {
    const node = nodeAt(history, at);
    if (node.next !== child) nodes[at] = { ...node, next: child };
    child = at;
  }
  return { nodes, head: state, steps };
}

/** The history with a name for one of its states; null takes the name away. The state must exist. */
export function nameState(history: History, state: number, name: string | null): History {
  const node = nodeAt(history, state);
  return node.name === name ? history : { ...history, nodes: history.nodes.with(state, { ...node, name }) };
}

export function canUndo(history: History): boolean {
  return nodeAt(history, history.head).parent !== null;
}

export function canRedo(history: History): boolean {
  return nodeAt(history, history.head).next !== null;
}

/** What a node keeps of its fold. */
export function keptAt(depth: number, steps: EditSteps): EditSteps | null {
  return depth % keptEvery === 0 ? steps : null;
}

function nodeAt(history: History, index: number): HistoryNode {
  const node = history.nodes[index];
  invariant(node !== undefined, `the history has a state ${index}`);
  return node;
}
