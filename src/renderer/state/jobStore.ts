/** The jobs as the engine last told them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DocumentId, JobId } from '../../shared/base/ids.ts';
import type { ExportResult } from '../../shared/contract/export.ts';
import type { Job } from '../../shared/contract/work.ts';

export interface Jobs {
  readonly jobs: readonly Job[];
  /** Finished exports, the newest last. */
  readonly exported: readonly ExportResult[];
}

interface JobActions {
  readonly put: (job: Job) => void;
  readonly replaceAll: (jobs: readonly Job[]) => void;
  readonly putExport: (result: ExportResult) => void;
}

type JobStore = StoreApi<Jobs & JobActions>;

const keptJobs = 50;
const over: readonly Job['state'][] = ['done', 'cancelled', 'failed'];

/** True where nothing more will happen to the job. */
export function isOver(job: Job): boolean {
  return over.includes(job.state);
}

export function createJobStore(): JobStore {
  return createStore<Jobs & JobActions>()((set) => ({
    jobs: [],
    exported: [],
    put: (job) =>
      set(({ jobs }) => {
        const known = jobs.find(({ id }) => id === job.id);
        // Progress events and answers travel independently: a finished job never comes back to life.
        if (known !== undefined && isOver(known) && !isOver(job)) return {};
        return { jobs: [...jobs.filter(({ id }) => id !== job.id), job].slice(-keptJobs) };
      }),
    replaceAll: (jobs) => set({ jobs }),
    putExport: (result) =>
      set(({ exported }) => ({ exported: [...exported.filter(({ job }) => job !== result.job), result] })),
  }));
}

/** The job at work for a picture; drafts are too quick to be shown. */
export function activeJob(now: Jobs, document: DocumentId | null, kind?: Job['kind']): Job | null {
  const candidates = now.jobs.filter(
    (job) => !isOver(job) && job.kind !== 'draft' && (kind === undefined || job.kind === kind),
  );
  return candidates.findLast((job) => job.document === document) ?? (kind ? null : (candidates.at(-1) ?? null));
}

export function jobById(now: Jobs, id: JobId | null): Job | null {
  return now.jobs.find((job) => job.id === id) ?? null;
}
