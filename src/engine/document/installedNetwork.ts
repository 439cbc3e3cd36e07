import type { KeptModel } from '../../shared/logic/sidecar.ts';
import type { ModelFacts } from '../operations/modelFacts.ts';
import { tileGeometry } from '../pipeline/tileGeometry.ts';

/** The network that is installed, and all that tells it from others (checksums of its files). */
export interface InstalledNetwork {
  readonly facts: ModelFacts;
  readonly version: string;
  /** As edits remember it. */
  readonly kept: KeptModel;
}

/** Raised whenever a step's pixels come out differently from the same inputs: what is cached is computed again then. */
const arithmeticVersion = 2;

/** Everything about a network and its tiles that results depend on. */
export function networkKey(network: InstalledNetwork | null): string {
  if (network === null) return JSON.stringify('none');
  const { facts, version } = network;
  const cuts = [tileGeometry(facts, 'auto'), facts.halos ?? {}];
  return JSON.stringify([facts.id, version, cuts, arithmeticVersion]);
}
