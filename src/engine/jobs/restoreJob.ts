import { failureOf, toAppError } from '../../shared/base/errors.ts';
import type { JobId, StepId } from '../../shared/base/ids.ts';
import type { Job } from '../../shared/contract/work.ts';
import type { ChainLink, NetworkWork } from '../document/chain.ts';
import { KeptPixels } from '../document/keptPixels.ts';
import type { OpenPicture } from '../document/openPicture.ts';
import type { FloatSource } from '../tiling/floatSource.ts';
import { PauseGate } from './pauseGate.ts';
import { type RestoreTools, restoreStep } from './restoreStep.ts';
import { TileRate } from './tileRate.ts';
import { asked, missingOf, type Task, wantedTiles } from './wantedTiles.ts';

export interface RestoreJobOptions {
  readonly id: JobId;
  readonly picture: OpenPicture;
  readonly task: Task;
  readonly tools: RestoreTools;
  readonly onProgress: (job: RestoreJob) => void;
}

/** Computes every network step of a picture that is not finished, one after the other, whatever is edited meanwhile. */
export class RestoreJob {
  readonly id: JobId;
  readonly picture: OpenPicture;
  readonly #tools: RestoreTools;
  readonly #onProgress: RestoreJobOptions['onProgress'];
  readonly #abort = new AbortController();
  readonly #gate = new PauseGate();
  readonly #rate = new TileRate();
  readonly #kept: KeptPixels;
  #task: Task;
  #state: Job['state'] = 'waiting';
  #current: ChainLink | null = null;
  #error: Job['error'] = null;
  #tilesDone = 0;

  constructor(options: RestoreJobOptions) {
    this.id = options.id;
    this.picture = options.picture;
    this.#task = options.task;
    this.#kept = new KeptPixels(options.picture.scratchFolder);
    this.#tools = options.tools;
    this.#onProgress = options.onProgress;
  }

  get isOver(): boolean {
    return this.#state === 'done' || this.#state === 'cancelled' || this.#state === 'failed';
  }

  snapshot(): Job {
    const left = this.isOver ? 0 : this.#tilesLeft();
    return {
      id: this.id,
      document: this.picture.id,
      kind: 'restore',
      state: this.#state,
      step: this.#current?.step.id ?? null,
      operation: this.#current?.step.operation ?? null,
      done: this.#tilesDone,
      total: this.#tilesDone + left,
      etaSeconds: this.isOver ? null : this.#rate.eta(left),
      device: this.#tilesDone === 0 ? null : this.#tools.inference.device(),
      error: this.#error,
    };
  }

  /** The job does what another call asks for as well. */
  widen({ upTo, extent }: Task): void {
    const known = this.#task.upTo;
    const isLater = upTo !== null && known !== null && this.#indexOf(upTo) > this.#indexOf(known);
    this.#task = {
      upTo: upTo === null || known === null ? null : isLater ? upTo : known,
      extent: extent === 'whole' ? extent : this.#task.extent,
    };
  }

  /** Resolves when the job is over, however it ended. */
  async run(): Promise<void> {
    if (this.isOver) return;
    this.#move('running');
    try {
      await this.#checkStored();
      for (let link = this.#nextLink(); link !== undefined; link = this.#nextLink()) await this.#restore(link);
      this.#end('done');
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'cancelled') return this.#end('cancelled');
      this.#error = failureOf(error);
      this.#end('failed');
    } finally {
      await this.#kept.release();
    }
  }

  pause(): void {
    if (this.isOver || this.#gate.isClosed) return;
    this.#gate.close();
    this.#rate.pause();
    this.#move('paused');
  }

  resume(): void {
    if (this.isOver || !this.#gate.isClosed) return;
    this.#rate.resume();
    this.#gate.open();
    this.#move('running');
  }

  /** Takes effect at once; what was finished stays. */
  cancel(): void {
    if (this.isOver) return;
    this.#end('cancelled');
    this.#abort.abort();
  }

  /** What an earlier run left is read before anything is built on it. */
  async #checkStored(): Promise<void> {
    for (const { work } of this.picture.exactLinks) {
      if (work !== null) await this.picture.results.find(work)?.check(work.passes, this.#abort.signal);
    }
  }

  async #restore(link: ChainLink): Promise<void> {
    const { work } = link;
    if (work === null) return;
    this.#current = link;
    this.picture.follow(work.key);
    this.#move(this.#state);
    await restoreStep(
      {
        picture: this.picture,
        link,
        work,
        tools: this.#tools,
        gate: this.#gate,
        input: () => this.#inputOf(work),
        isWanted: () => this.picture.links.some((each) => each.work?.key === work.key && sameNeeds(each, link)),
        wanted: (pass) => wantedTiles(this.picture, link, pass, this.#task),
        onTile: (rect) => {
          this.#tilesDone += 1;
          this.#rate.tileDone();
          if (rect !== null) this.picture.repaint([rect]);
          if (!this.isOver) this.#onProgress(this);
        },
      },
      this.#abort.signal,
    );
  }

  /** The input of a step at full size, kept where all of it will be read and networks stand before it. */
  async #inputOf({ key, input, cut }: NetworkWork): Promise<FloatSource> {
    const links = this.picture.exactLinksOver((made, output) => this.#kept.in(made, output));
    const index = links.findIndex(({ work }) => work?.key === key);
    const last = links[index - 1];
    const source = links[index]?.input.at(0) ?? input.at(0);
    const isGuided = (this.picture.results.find({ key, cut })?.passes[0]?.guide ?? null) !== null;
    if (last === undefined || isGuided || links.slice(0, index).every(({ work }) => work === null)) return source;
    return this.#kept.keep(last.key, source, this.#abort.signal);
  }

  #nextLink(): ChainLink | undefined {
    if (this.#abort.signal.aborted) return undefined;
    return asked(this.picture.exactLinks, this.#task).find((link) => missingOf(this.picture, link, this.#task) > 0);
  }

  #tilesLeft(): number {
    return asked(this.picture.links, this.#task).reduce(
      (sum, link) => sum + missingOf(this.picture, link, this.#task),
      0,
    );
  }

  #indexOf(step: StepId): number {
    return this.picture.steps.findIndex(({ id }) => id === step);
  }

  #move(state: Job['state']): void {
    this.#state = state;
    this.#mark();
    this.#onProgress(this);
  }

  #end(state: 'done' | 'cancelled' | 'failed'): void {
    if (this.isOver) return;
    // What was cancelled or failed waits for the user; what is done goes on wherever the user looks.
    if (state !== 'done') this.picture.follow(null);
    this.#move(state);
  }

  /** Tells the picture which of its steps is at work. */
  #mark(): void {
    const activity = this.#state === 'running' || this.#state === 'paused' ? this.#state : null;
    this.picture.setActivity(this.#current?.step.id ?? null, activity);
  }
}

/** True where nothing is left to compute for a step, and what is there is known to be whole. */
export function isExportable({ work }: ChainLink, picture: OpenPicture): boolean {
  return work === null || picture.results.find(work)?.isWhole(work.passes) === true;
}

/** True where two links of the same work need the same tiles: a mask may have been painted on. */
function sameNeeds(a: ChainLink, b: ChainLink): boolean {
  const needs = (link: ChainLink) => (link.work?.passes ?? []).map((pass) => pass.tiles.length).join();
  return needs(a) === needs(b);
}
