import { invariant } from '../base/assert.ts';
import { applyEvent } from './applyEvent.ts';
import { coalesce } from './coalesce.ts';
import type { EditEvent } from './editEvent.ts';
import type { EditSteps } from './editStep.ts';

/** One state of the edit. Its number is its place in the list of nodes and never changes. */
export interface HistoryNode {
  readonly parent: number | null;
  /** Null for the beginning. */
  readonly event: EditEvent | null;
  readonly gesture: string | null;
  /** The fold of all events from the beginning to here; neighbours share what they have in common. */
  readonly steps: EditSteps;
  /** Where redo goes: the child that was visited last. */
  readonly next: number | null;
}

/** Everything that ever happened to a picture, as a tree. Undo and redo only move the head; nothing is discarded. */
export interface History {
  readonly nodes: readonly HistoryNode[];
  readonly head: number;
}

/** A history in which nothing has happened yet. */
export function startHistory(steps: EditSteps = []): History {
  return { nodes: [{ parent: null, event: null, gesture: null, steps, next: null }], head: 0 };
}

/** The steps as they stand. */
export function stepsOf(history: History): EditSteps {
  return nodeAt(history, history.head).steps;
}

/**
 * The history with one more event; after an undo it opens a branch. An event of the same gesture as the one before
 * becomes one with it.
 */
export function append(history: History, event: EditEvent, gesture: string | null = null): History {
  const head = nodeAt(history, history.head);
  const joined =
    gesture !== null && head.gesture === gesture && head.next === null && head.event !== null
      ? coalesce(head.event, event)
      : null;
  if (joined !== null && head.parent !== null) {
    const steps = applyEvent(nodeAt(history, head.parent).steps, joined);
    return { ...history, nodes: history.nodes.with(history.head, { ...head, event: joined, steps }) };
  }
  const node: HistoryNode = {
    parent: history.head,
    event,
    gesture,
    steps: applyEvent(head.steps, event),
    next: null,
  };
  const nodes = history.nodes.with(history.head, { ...head, next: history.nodes.length });
  return { nodes: [...nodes, node], head: history.nodes.length };
}

/** The history with its head one state back; the same history at the beginning. */
export function undo(history: History): History {
  const { parent } = nodeAt(history, history.head);
  if (parent === null) return history;
  const nodes = history.nodes.with(parent, { ...nodeAt(history, parent), next: history.head });
  return { nodes, head: parent };
}

/** The history with its head one state forward, on the branch that was visited last. */
export function redo(history: History): History {
  const { next } = nodeAt(history, history.head);
  return next === null ? history : { ...history, head: next };
}

export function canUndo(history: History): boolean {
  return nodeAt(history, history.head).parent !== null;
}

export function canRedo(history: History): boolean {
  return nodeAt(history, history.head).next !== null;
}

function nodeAt(history: History, index: number): HistoryNode {
  const node = history.nodes[index];
  invariant(node !== undefined, `the history has a state ${index}`);
  return node;
}
