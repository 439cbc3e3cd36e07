import { networkTensors } from '../../src/engine/inference/networkTensors.ts';
import type { ModelFacts } from '../../src/engine/operations/modelFacts.ts';
import type { GraphName, InferencePort, NamedTensors, Tensor } from '../../src/engine/ports.ts';
import { cancelledError } from '../../src/shared/base/cancel.ts';
import type { Sentence } from '../../src/shared/base/sentence.ts';
import { restorationTasks } from '../../src/shared/model/operation.ts';

/** Planes of one tile as a network sees them. */
export interface FakeTile {
  /** Red, green and blue planes; a fake may change them in place. */
  readonly planes: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly inputs: NamedTensors;
}

/** Facts of a model that does not exist; every task, small tiles unless told otherwise. */
export function fakeModel(facts: Partial<ModelFacts> = {}): ModelFacts {
  return {
    id: 'fake',
    tasks: restorationTasks,
    alignment: 1,
    halo: 4,
    tileSize: 64,
    thumbnailSize: 8,
    stateSize: 3,
    ...facts,
  };
}

/**
 * An InferencePort whose network is a function; without one it returns its input. The guide's state is the mean of
 * each channel of the thumbnail, padded with zeros. Runs are counted; every run takes a turn of the event loop.
 */
export class FakeInference implements InferencePort {
  guideRuns = 0;
  tileRuns = 0;
  mostInFlight = 0;
  /** Ids of the models that were asked, each once, in the order of their first runs. */
  readonly models = new Set<string>();
  readonly thumbnails: Tensor[] = [];
  readonly tileInputs: { readonly width: number; readonly height: number }[] = [];
  /** More tiles than this are not computed until `onward` resolves: however slow or fast the machine, work is under way. */
  mostTiles = Number.POSITIVE_INFINITY;
  onward: Promise<void> = Promise.resolve();
  readonly #network: (tile: FakeTile) => void;
  readonly #model: ModelFacts;
  #inFlight = 0;
  #tilesBegun = 0;

  constructor(model: ModelFacts = fakeModel(), network: (tile: FakeTile) => void = () => undefined) {
    this.#model = model;
    this.#network = network;
  }

  async load(): Promise<void> {}

  troubles(): readonly Sentence[] {
    return [];
  }

  async run(graph: GraphName, inputs: NamedTensors, signal?: AbortSignal): Promise<NamedTensors> {
    this.#inFlight += 1;
    this.models.add(graph.model);
    this.mostInFlight = Math.max(this.mostInFlight, this.#inFlight);
    try {
      await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted) throw cancelledError();
      if (graph.graph === networkTensors.guide.graph) return this.#guide(inputs);
      this.#tilesBegun += 1;
      if (this.#tilesBegun > this.mostTiles) await orAborted(this.onward, signal);
      return this.#tile(inputs);
    } finally {
      this.#inFlight -= 1;
    }
  }

  device(): 'cpu' {
    return 'cpu';
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #guide(inputs: NamedTensors): NamedTensors {
    this.guideRuns += 1;
    const thumbnail = floatsOf(inputs, networkTensors.guide.thumbnail);
    this.thumbnails.push({ shape: thumbnail.shape, data: thumbnail.data.slice() });
    const plane = thumbnail.data.length / 3;
    const state = new Float32Array(this.#model.stateSize);
    for (let channel = 0; channel < 3; channel += 1) {
      const values = thumbnail.data.subarray(channel * plane, (channel + 1) * plane);
      state[channel] = values.reduce((sum, value) => sum + value, 0) / plane;
    }
    return { [networkTensors.guide.state]: { shape: [1, state.length], data: state } };
  }

  #tile(inputs: NamedTensors): NamedTensors {
    this.tileRuns += 1;
    const image = floatsOf(inputs, networkTensors.tile.image);
    const [, , height = 0, width = 0] = image.shape;
    this.tileInputs.push({ width, height });
    const planes = image.data.slice();
    this.#network({ planes, width, height, inputs });
    return { [networkTensors.tile.output]: { shape: image.shape, data: planes } };
  }
}

function floatsOf(inputs: NamedTensors, name: string): { shape: readonly number[]; data: Float32Array } {
  const tensor = inputs[name];
  if (!(tensor?.data instanceof Float32Array)) throw new Error(`The network was expected to be given "${name}".`);
  return { shape: tensor.shape, data: tensor.data };
}

function orAborted(event: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(cancelledError());
    signal?.addEventListener('abort', stop, { once: true });
    void event.then(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    });
  });
}
