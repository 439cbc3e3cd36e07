import type { Settings } from '../../shared/contract/system.ts';
import type { ChildTransport } from '../../shared/rpc/transport.ts';
import { InferenceClient } from '../inference/inferenceClient.ts';
import type { ModelPacks } from '../inference/modelPacks.ts';
import { type DeviceRequest, deviceRequests } from '../inference/providers.ts';
import type { SentenceEncoder } from '../instruction/textEncoder.ts';

/** The networks behind the editor, on the device that the user prefers. */
export class Networks {
  readonly #start: () => ChildTransport;
  readonly #packs: ModelPacks;
  readonly #makeEncoder: (client: InferenceClient) => SentenceEncoder;
  #device: DeviceRequest = 'auto';
  #client: InferenceClient;
  #encoder: SentenceEncoder | null = null;
  #inferenceBytes = 0;
  #isAsking = false;

  /** `makeEncoder` throws `model-missing` where no text model is installed. */
  constructor(
    start: () => ChildTransport,
    packs: ModelPacks,
    makeEncoder: (client: InferenceClient) => SentenceEncoder,
  ) {
    this.#start = start;
    this.#packs = packs;
    this.#makeEncoder = makeEncoder;
    this.#client = new InferenceClient({ start, packs });
  }

  get client(): InferenceClient {
    return this.#client;
  }

  /** Throws `model-missing` where no text model is installed. */
  get encoder(): SentenceEncoder {
    return (this.#encoder ??= this.#makeEncoder(this.#client));
  }

  /** Another device takes another process; work that was pending on the old one ends as cancelled. */
  async configure({ device }: Settings): Promise<void> {
    const wanted = deviceRequests.find((each) => each === device) ?? 'auto';
    if (wanted === this.#device) return;
    const old = this.#client;
    this.#device = wanted;
    this.#client = new InferenceClient({ start: this.#start, packs: this.#packs, device: wanted });
    this.#encoder = null;
    await old.close();
  }

  async describe(signal: AbortSignal) {
    const reports = await this.#packs.list(signal);
    const device = this.#client.device();
    const deviceReason =
      this.#device === 'auto'
        ? `The best device that gives the right results here is ${device}.`
        : `${this.#device} was chosen in the settings.`;
    const models = reports.map(({ id, state, manifest }) => ({
      id,
      title: manifest?.title ?? id,
      version: manifest?.version ?? '',
      state,
    }));
    return { device, deviceReason, models };
  }

  /** Of this process and the inference process together; the latter as it last said, for it may be at work. */
  memoryBytes(): number {
    if (!this.#isAsking) {
      this.#isAsking = true;
      // A process that cannot answer tells so elsewhere; its memory is then not counted.
      const bytes = this.#client.about().then(
        (about) => about.residentBytes,
        () => 0,
      );
      void bytes.then((told) => {
        this.#inferenceBytes = told;
        this.#isAsking = false;
        return told;
      });
    }
    return process.memoryUsage.rss() + this.#inferenceBytes;
  }
}
