/** What the engine needs from its host, and nothing more. */
import type { Sentence } from '../shared/base/sentence.ts';

/** A dense array for or from a network; `data` holds the product of `shape` values in row-major order. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

export type NamedTensors = Readonly<Record<string, Tensor>>;

/** One graph of a model pack: the pack's id and the key of the file in its manifest, e.g. `instruct` and `tile`. */
export interface GraphName {
  readonly model: string;
  readonly graph: string;
}

/** Execution providers by the names of the command line, best first where a list is given. */
export const deviceNames = ['cpu', 'webgpu', 'cuda', 'tensorrt', 'directml', 'coreml'] as const;
export type DeviceName = (typeof deviceNames)[number];

/** What a network is computed in: 32 bits for every number, or 16 for those of its convolutions. */
export const precisions = ['single', 'half'] as const;
export type Precision = (typeof precisions)[number];

/** A device and the precision in which networks are computed on it. */
export interface DeviceUse {
  readonly device: DeviceName;
  readonly precision: Precision;
  /** Pictures of one size that it computes in one run; one where nothing is said. */
  readonly together?: number;
}

/** What works on every machine. */
export const onCpu: DeviceUse = { device: 'cpu', precision: 'single' };

/** How soon a run is wanted: before everything that is `later`, or when nothing else waits. */
export type Urgency = 'now' | 'later';

/** Runs networks somewhere else, so that nobody here is ever blocked. */
export interface InferencePort {
  /**
   * Runs one graph once and resolves with its outputs. Input arrays are not consumed, but must not change until the
   * promise settles: another process may need them again.
   * Rejects with AppError: `cancelled`, `model-missing`, `model-broken`, `inference-failed`.
   */
  run(graph: GraphName, inputs: NamedTensors, signal?: AbortSignal, urgency?: Urgency): Promise<NamedTensors>;
  /** Tiles that are computed at a time: so many more are worth having under way. */
  atATime?(): number;
  /** Takes back the memory of outputs that nobody will look at any longer, for those of later runs. */
  recycle?(outputs: NamedTensors): void;
  /** Loads a graph ahead of its first run; rejects as `run` does. */
  load(graph: GraphName, signal?: AbortSignal): Promise<unknown>;
  /** The device that really runs the graph, known after its first run. */
  device(): DeviceName;
  /** What a device could not do as it was asked to so far and what was done instead, a sentence for each. */
  troubles(): readonly Sentence[];
  /** Ends the process; pending runs reject with `cancelled`. */
  close(): Promise<void>;
}

/** Progress of a job in tiles; `etaSeconds` is null until enough was measured. */
export interface TileProgress {
  readonly step: number;
  readonly steps: number;
  readonly operation: string;
  readonly tilesDone: number;
  readonly tilesTotal: number;
  readonly etaSeconds: number | null;
}
