import { saidOf, toAppError } from '../../shared/base/errors.ts';
import { type Sentence, sentence } from '../../shared/base/sentence.ts';
import type { Settings } from '../../shared/contract/system.ts';
import { chooseDevice, type DeviceChoice, type DeviceTools } from '../inference/chooseDevice.ts';
import { InferenceClient } from '../inference/inferenceClient.ts';
import { loadAhead } from '../inference/loadAhead.ts';
import { type DeviceRequest, deviceRequests } from '../inference/providers.ts';
import type { SentenceEncoder } from '../instruction/textEncoder.ts';
import { type DeviceName, type GraphName, onCpu } from '../ports.ts';

type Devices = Pick<DeviceChoice, 'device' | 'precision' | 'together' | 'next'>;
const cpuAlone: Devices = { ...onCpu, next: [] };

/** The networks behind the editor, on the device that the user prefers, or the best that was found to be right. */
export class Networks {
  readonly #devices: DeviceTools;
  readonly #makeEncoder: (client: InferenceClient) => SentenceEncoder;
  readonly #onDevice: () => void;
  #request: DeviceRequest = 'auto';
  #reasons: readonly Sentence[] = [sentence('said.devicesUntried')];
  #settling: Promise<void>;
  #client: InferenceClient;
  #clientDevice: DeviceName = 'cpu';
  #encoder: SentenceEncoder | null = null;
  #loadedAhead: InferenceClient | null = null;
  #inferenceBytes = 0;
  #isAsking = false;

  /**
   * Begins on the CPU and goes over to another device, telling `onDevice`, when one was found to be right and faster.
   * `makeEncoder` throws `model-missing` where no text model is installed.
   */
  constructor(devices: DeviceTools, makeEncoder: (client: InferenceClient) => SentenceEncoder, onDevice: () => void) {
    this.#devices = devices;
    this.#makeEncoder = makeEncoder;
    this.#onDevice = onDevice;
    this.#client = this.#clientOn(cpuAlone);
    this.#settling = this.#settle();
  }

  get client(): InferenceClient {
    return this.#client;
  }

  /** Throws `model-missing` where no text model is installed. */
  get encoder(): SentenceEncoder {
    return (this.#encoder ??= this.#makeEncoder(this.#client));
  }

  /** Has graphs loaded before anybody waits for them, once on each device. */
  loadAhead(graphs: readonly GraphName[]): void {
    const client = this.#client;
    if (this.#loadedAhead === client) return;
    this.#loadedAhead = client;
    loadAhead(graphs, client);
  }

  /** Another device takes another process; the old one ends when what it has begun is done. */
  async configure({ device }: Settings): Promise<void> {
    const wanted = deviceRequests.find((each) => each === device) ?? 'auto';
    if (wanted === this.#request) return;
    this.#request = wanted;
    this.#settling = this.#settling.then(() => this.#settle());
    await this.#settling;
  }

  async describe(signal: AbortSignal) {
    const reports = await this.#devices.packs.list(signal);
    const deviceReasons = [...this.#reasons, ...this.#client.troubles()];
    const models = reports.map(({ id, state, manifest }) => ({
      id,
      title: manifest?.title ?? id,
      version: manifest?.version ?? '',
      state,
    }));
    return { device: this.#client.device(), deviceReasons, models };
  }

  async #settle(): Promise<void> {
    const chosen = await chooseDevice(this.#request, this.#devices).catch((thrown: unknown) => ({
      ...cpuAlone,
      reasons: [saidOf(toAppError(thrown))],
    }));
    this.#reasons = chosen.reasons;
    if (chosen.device !== this.#clientDevice) {
      this.#client.retire();
      this.#client = this.#clientOn(chosen);
      this.#clientDevice = chosen.device;
      this.#encoder = null;
    }
    this.#onDevice();
  }

  #clientOn({ device, precision, together = 1, next }: Devices): InferenceClient {
    const { start, packs } = this.#devices;
    return new InferenceClient({ start, packs, device, precision, together, next });
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
