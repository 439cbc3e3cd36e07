import type { GraphName, InferencePort } from '../ports.ts';

/** Has graphs loaded before anybody waits for them. What fails comes up again, and is reported, where it is first run. */
export function loadAhead(graphs: readonly GraphName[], inference: Pick<InferencePort, 'load'>): void {
  for (const graph of graphs) inference.load(graph).catch(() => undefined);
}
