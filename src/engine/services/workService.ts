import type { contract } from '../../shared/contract/index.ts';
import type { Handlers } from '../../shared/rpc/types.ts';
import type { EngineParts } from './parts.ts';

/** Restoring what was asked for. */
export function workService({ pictures, jobs }: EngineParts): Handlers<typeof contract>['work'] {
  return {
    run: async ({ document, upTo }) => jobs.restore(pictures.get(document), { upTo, extent: 'visible' }).snapshot(),
    pause: async ({ job: id }) => {
      const job = jobs.get(id);
      job.pause();
      return job.snapshot();
    },
    resume: async ({ job: id }) => {
      const job = jobs.get(id);
      job.resume();
      return job.snapshot();
    },
    cancel: async ({ job: id }) => {
      const job = jobs.get(id);
      job.cancel();
      return job.snapshot();
    },
    list: async () => jobs.list(),
  };
}
