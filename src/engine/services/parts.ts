import type { Sentence } from '../../shared/base/sentence.ts';
import type { hostContract } from '../../shared/contract/hosting.ts';
import type { Settings, SystemInfo } from '../../shared/contract/system.ts';
import type { Diagnosis } from '../../shared/model/diagnosis.ts';
import type { Plan } from '../../shared/model/instruction.ts';
import type { Language } from '../../shared/model/operation.ts';
import type { Services } from '../../shared/rpc/types.ts';
import type { PictureStore } from '../document/pictureStore.ts';
import type { Picture } from '../image/picture.ts';
import type { Listening } from '../instruction/understand.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Queue } from '../queue/queue.ts';
import type { Presets } from '../sidecar/presets.ts';

/** What the services stand on. */
export interface EngineParts {
  readonly pictures: PictureStore;
  readonly jobs: Jobs;
  readonly presets: Presets;
  /** Opened at its first use. Rejects with `disk-full` or `output-unwritable`, and tries again the next time. */
  readonly queue: () => Promise<Queue>;
  /** The host's own calls: paths behind grants, places for downloads. */
  readonly host: Services<typeof hostContract>['host'];
  /** Has the networks loaded that a picture is going to need. */
  readonly loadAhead: () => void;
  readonly understand: (text: string, listening: Listening, signal: AbortSignal) => Promise<Plan>;
  readonly diagnose: (picture: Picture, language: Language, signal: AbortSignal) => Promise<Diagnosis>;
  /** A photo to try Patina with. */
  readonly samplePath: () => Promise<string>;
  readonly scratchFolder: string;
  /** Models, and the device that runs them with the reason. */
  readonly about: (signal: AbortSignal) => Promise<{
    readonly version: string;
    readonly device: string;
    readonly deviceReasons: readonly Sentence[];
    readonly models: SystemInfo['models'];
  }>;
  readonly memoryBytes: () => number;
  readonly configure: (settings: Settings) => Promise<void>;
  /** Leaves everything so that the next run finds it. */
  readonly end: () => Promise<void>;
}
