import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { throwIfCancelled } from '../../shared/base/cancel.ts';
import { AppError, errorOf, failureOf, toAppError } from '../../shared/base/errors.ts';
import type { GrantId, JobId } from '../../shared/base/ids.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { ExportResult } from '../../shared/contract/export.ts';
import type { Job } from '../../shared/contract/work.ts';
import type { ExportOptions } from '../../shared/model/exportOptions.ts';
import type { OpenPicture } from '../document/openPicture.ts';
import { exportFile, exportName } from './exportFile.ts';
import type { RestoreJob } from './restoreJob.ts';

/** Where the file goes: a folder by its path, beside the source, or a place that the host offers for a download. */
export type ExportPlace =
  | { readonly folder: string }
  | 'beside-source'
  | { readonly offer: (name: string) => Promise<{ path: string; download: string }> };

export interface ExportJobOptions {
  readonly id: JobId;
  readonly picture: OpenPicture;
  readonly options: ExportOptions;
  readonly place: ExportPlace;
  /** Starts (or joins) the restoration of what is missing. */
  readonly restore: () => RestoreJob | null;
  readonly finished: (job: RestoreJob) => Promise<void>;
  readonly grant: (path: string) => Promise<GrantId>;
  readonly onProgress: (job: ExportJob) => void;
  readonly onResult: (result: ExportResult) => void;
}

/** Restores what was not looked at yet and writes the finished picture. */
export class ExportJob {
  readonly id: JobId;
  readonly picture: OpenPicture;
  readonly #options: ExportJobOptions;
  readonly #abort = new AbortController();
  #state: Job['state'] = 'waiting';
  #restoring: RestoreJob | null = null;
  #rows: readonly [done: number, total: number] = [0, 0];
  #error: Job['error'] = null;

  constructor(options: ExportJobOptions) {
    this.id = options.id;
    this.picture = options.picture;
    this.#options = options;
  }

  get isOver(): boolean {
    return this.#state === 'done' || this.#state === 'cancelled' || this.#state === 'failed';
  }

  /** While tiles are missing it stands as the restoration does; then it counts rows. */
  snapshot(): Job {
    const restoring = this.#restoring?.snapshot();
    const [done, total] = this.#rows;
    return {
      id: this.id,
      document: this.picture.id,
      kind: 'export',
      state: this.#state,
      step: restoring?.step ?? null,
      operation: restoring?.operation ?? null,
      done: restoring?.done ?? done,
      total: restoring?.total ?? total,
      etaSeconds: restoring?.etaSeconds ?? null,
      device: restoring?.device ?? null,
      error: this.#error,
    };
  }

  /** Resolves when the job is over, however it ended. */
  async run(): Promise<void> {
    if (this.isOver) return;
    this.#move('running');
    try {
      await this.#restoreRest();
      this.#options.onResult(await this.#write());
      this.#move('done');
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'cancelled') return this.#move('cancelled');
      this.#error = failureOf(error);
      this.#move('failed');
    }
  }

  pause(): void {
    if (this.#restoring === null) return;
    this.#restoring.pause();
    this.#move('paused');
  }

  resume(): void {
    if (this.#restoring === null) return;
    this.#restoring.resume();
    this.#move('running');
  }

  cancel(): void {
    if (this.isOver) return;
    this.#restoring?.cancel();
    this.#abort.abort();
    this.#move('cancelled');
  }

  /** The restoration under it made progress. */
  restorationMoved(job: RestoreJob): void {
    if (job === this.#restoring && !this.isOver) this.#options.onProgress(this);
  }

  async #restoreRest(): Promise<void> {
    this.#restoring = this.#options.restore();
    if (this.#restoring === null) return;
    await this.#options.finished(this.#restoring);
    const { state, error } = this.#restoring.snapshot();
    this.#restoring = null;
    throwIfCancelled(this.#abort.signal);
    if (state === 'cancelled') throw new AppError('cancelled', sentence('said.exportCancelled'));
    if (error !== null) throw errorOf(error);
  }

  async #write(): Promise<ExportResult> {
    const { picture, options, place } = this.#options;
    const last = picture.exactLinks.at(-1);
    const source = (last?.output ?? picture.pyramid).at(0);
    const folder = folderOf(place, picture.path);
    const name = await exportName(folder, picture.name, options);
    const offered = typeof place === 'object' && 'offer' in place ? await place.offer(name) : null;
    const target = offered?.path ?? join(folder ?? '', name);
    const kept = await exportFile(
      {
        target,
        source,
        picture: picture.source,
        options,
        original: picture.path,
        onRows: (done, total) => {
          this.#rows = [done, total];
          if (!this.isOver) this.#options.onProgress(this);
        },
      },
      this.#abort.signal,
    );
    const { size } = await stat(target);
    const grant = offered === null ? await this.#options.grant(target) : null;
    return { job: this.id, name, bytes: size, kept, download: offered?.download ?? null, grant };
  }

  #move(state: Job['state']): void {
    if (this.isOver) return;
    this.#state = state;
    this.#options.onProgress(this);
  }
}

/** Null for a download, which lies in a folder of its own. */
function folderOf(place: ExportPlace, source: string): string | null {
  if (place === 'beside-source') return dirname(source);
  return 'folder' in place ? place.folder : null;
}
