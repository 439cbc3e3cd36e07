import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/base/errors.ts';
import { type DocumentId, type GrantId, type JobId, jobIdSchema } from '../../shared/base/ids.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { ExportResult } from '../../shared/contract/export.ts';
import type { Job } from '../../shared/contract/work.ts';
import type { ExportOptions } from '../../shared/model/exportOptions.ts';
import type { OpenPicture } from '../document/openPicture.ts';
import { ExportJob, type ExportPlace } from './exportJob.ts';
import { OutsideMeter } from './outsideMeter.ts';
import { isExportable, RestoreJob } from './restoreJob.ts';
import type { RestoreTools } from './restoreStep.ts';
import { Throttle } from './throttle.ts';
import { asked, missingOf, type Task } from './wantedTiles.ts';

export interface JobsOptions {
  readonly tools: RestoreTools;
  readonly grant: (path: string) => Promise<GrantId>;
  readonly onProgress: (job: Job) => void;
  readonly onExported: (result: ExportResult) => void;
}

type AnyJob = RestoreJob | ExportJob;

/** Jobs that are over and still listed. */
const mostRemembered = 30;

/** Every restoration and export of this run. One restoration per picture; exports join it. */
export class Jobs {
  readonly #options: JobsOptions;
  readonly #meter = new OutsideMeter();
  readonly #jobs = new Map<
    JobId,
    { readonly job: AnyJob; readonly over: Promise<void>; readonly out: Throttle<AnyJob> }
  >();

  constructor(options: JobsOptions) {
    this.#options = options;
  }

  list(): Job[] {
    return [...this.#jobs.values()].map(({ job }) => job.snapshot());
  }

  /** True while a restoration of the picture is under way or paused. */
  isRestoring(document: DocumentId): boolean {
    return this.#restoration(document) !== null;
  }

  /** Computes what a task asks for; joins the restoration that is under way. */
  restore(picture: OpenPicture, task: Task = { upTo: null, extent: 'visible' }): RestoreJob {
    const running = this.#restoration(picture.id);
    if (running !== null) {
      running.widen(task);
      running.resume();
      return running;
    }
    const job = new RestoreJob({
      id: newId(),
      picture,
      task,
      tools: this.#options.tools,
      onProgress: (moved) => this.#moved(moved),
    });
    this.#start(job);
    return job;
  }

  /** The user looks at another part: what was run is computed there as well. */
  follow(picture: OpenPicture): void {
    const followed = picture.links.findLast(({ work }) => work !== null && picture.isFollowed(work.key));
    if (followed === undefined || this.isRestoring(picture.id)) return;
    const task: Task = { upTo: followed.step.id, extent: 'visible' };
    if (asked(picture.links, task).some((link) => missingOf(picture, link, task) > 0)) this.restore(picture, task);
  }

  export(picture: OpenPicture, options: ExportOptions, place: ExportPlace): ExportJob {
    const job = new ExportJob({
      id: newId(),
      picture,
      options,
      place,
      restore: () => {
        const isComplete = picture.exactLinks.every((link) => isExportable(link, picture));
        return isComplete && !this.isRestoring(picture.id)
          ? null
          : this.restore(picture, { upTo: null, extent: 'whole' });
      },
      finished: async (restoration) => this.#jobs.get(restoration.id)?.over,
      grant: this.#options.grant,
      onProgress: (moved) => this.#moved(moved),
      onResult: this.#options.onExported,
    });
    this.#start(job);
    return job;
  }

  /** A picture changed: what can be counted of it now is counted soon. */
  changed(picture: OpenPicture): void {
    this.#meter.changed(picture, this.isRestoring(picture.id));
  }

  /** Throws `input-missing` where there is no such job. */
  get(id: JobId): AnyJob {
    const found = this.#jobs.get(id);
    if (found === undefined) throw new AppError('input-missing', sentence('said.jobGone'));
    return found.job;
  }

  /** Ends everything about a picture that is being closed, and waits for it. */
  async close(document: DocumentId): Promise<void> {
    this.#meter.stop(document);
    const its = [...this.#jobs.values()].filter(({ job }) => job.picture.id === document);
    for (const { job } of its) job.cancel();
    await Promise.all(its.map(({ over }) => over));
  }

  #restoration(document: DocumentId): RestoreJob | null {
    for (const { job } of this.#jobs.values()) {
      if (job instanceof RestoreJob && job.picture.id === document && !job.isOver) return job;
    }
    return null;
  }

  #start(job: AnyJob): void {
    const out = new Throttle<AnyJob>((moved) => this.#options.onProgress(moved.snapshot()));
    // A promise that is settled by the job itself: `run` never rejects.
    const over = Promise.resolve().then(() => job.run());
    this.#jobs.set(job.id, { job, over, out });
    const finished = [...this.#jobs.values()].filter((each) => each.job.isOver);
    for (const old of finished.slice(0, Math.max(0, finished.length - mostRemembered))) this.#jobs.delete(old.job.id);
  }

  #moved(job: AnyJob): void {
    const entry = this.#jobs.get(job.id);
    entry?.out.put(job);
    if (job.isOver) entry?.out.flush();
    if (!(job instanceof RestoreJob)) return;
    for (const { job: other } of this.#jobs.values()) if (other instanceof ExportJob) other.restorationMoved(job);
  }
}

function newId(): JobId {
  return jobIdSchema.parse(randomUUID());
}
