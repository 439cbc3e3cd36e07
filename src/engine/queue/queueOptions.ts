import type { QueueChange } from '../../shared/contract/queue.ts';
import type { OutputFormat } from '../../shared/model/image.ts';
import type { Language } from '../../shared/model/operation.ts';
import type { Step } from '../../shared/model/recipe.ts';
import type { Treatment, TreatmentChoice } from '../../shared/model/treatment.ts';
import type { PhotoPlanner } from '../batch/photoPlan.ts';
import type { TimedReport } from '../batch/restorePhoto.ts';
import type { Progress, QueueEntry } from './queueEntry.ts';

/** One photo to restore. */
export interface QueuedPhoto {
  readonly photo: string;
  readonly steps: readonly Step[];
  readonly place: (format: OutputFormat) => Promise<string>;
  /** Awaited before every run of a network: resolves while the queue is not paused. */
  readonly turn: (signal: AbortSignal) => Promise<void>;
  readonly onProgress: (progress: Progress) => void;
}

export interface QueueOptions {
  /** Where the list and the journal are kept. */
  readonly folder: string;
  /** What a choice means, and the steps that it stands for. Rejects with `declined`, in that language, or `usage`. */
  readonly understand: (choice: TreatmentChoice, language: Language) => Promise<Asked>;
  readonly plan: PhotoPlanner;
  readonly restore: (photo: QueuedPhoto, signal: AbortSignal) => Promise<TimedReport>;
  /** Another text means that results are others: the version of the networks. */
  readonly edition: () => string;
  /** A place for a result that a browser will fetch. */
  readonly offerDownload: (name: string) => Promise<{ readonly path: string; readonly download: string }>;
  readonly onChanged: (change: QueueChange) => void;
}

/** What is asked for, and its steps. */
export interface Asked {
  readonly treatment: Treatment;
  readonly steps: readonly Step[];
}

/** Photos to put into the queue. */
export interface Addition {
  /** Files and folders. */
  readonly places: readonly string[];
  readonly subfolders: boolean;
  readonly treatment: TreatmentChoice;
  readonly language: Language;
  readonly results: QueueEntry['results'];
  readonly hold: boolean;
}
