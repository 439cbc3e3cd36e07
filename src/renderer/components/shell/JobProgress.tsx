/** What the engine is at, how far it is, and how to hold or end it. */
import { Pause, Play, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Job } from '../../../shared/contract/work.ts';
import { useStoreOf } from '../../api/EditorContext.tsx';
import { formatSeconds } from '../../i18n/format.ts';
import { activeJob } from '../../state/jobStore.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { type Speech, useWords } from '../useWords.ts';

export function JobProgress() {
  const speech = useWords();
  const { t } = speech;
  const current = useStoreOf('picture', (pictures) => pictures.current);
  const job = useStoreOf('job', (jobs) => activeJob(jobs, current));
  const spoken = useSpoken(job, speech);
  return (
    <div className="job">
      <span className="hidden" aria-live="polite">
        {spoken}
      </span>
      {job !== null && (
        <>
          <span className="jobText figure">{jobSentence(job, speech)}</span>
          <progress className="jobBar" value={job.done} max={Math.max(1, job.total)} aria-label={t('job.progress')} />
          <CommandButton
            command="work.pause"
            icon={job.state === 'paused' ? Play : Pause}
            pressed={job.state === 'paused'}
            side="top"
            size={14}
          />
          <CommandButton command="work.cancel" icon={X} side="top" size={14} />
        </>
      )}
    </div>
  );
}

function jobSentence(job: Job, { t, operation, language }: Speech): string {
  const name = job.kind === 'export' && job.operation === null ? t('job.export') : nameOf(job, operation, t);
  if (job.state === 'paused') return t('job.paused', { name, done: job.done, total: job.total });
  if (job.state === 'waiting' || job.total === 0) return t('job.waiting', { name });
  const tiles = t('job.tiles', { name, done: job.done, total: job.total });
  return job.etaSeconds === null ? tiles : t('job.left', { tiles, time: formatSeconds(language, job.etaSeconds) });
}

function nameOf(job: Job, operation: Speech['operation'], t: Speech['t']): string {
  return job.operation === null ? t('job.restore') : operation(job.operation);
}

/** A screen reader hears a job start, its quarters, and its end; not every tile. */
function useSpoken(job: Job | null, speech: Speech): string {
  const [spoken, setSpoken] = useState('');
  const quarter = job === null ? -1 : Math.floor((4 * job.done) / Math.max(1, job.total));
  const milestone = `${job?.id} ${job?.state} ${quarter}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: speaks once for each milestone, not for each tile.
  useEffect(() => {
    setSpoken((before) => {
      if (job !== null) return jobSentence(job, speech);
      return before === '' ? '' : speech.t('job.done');
    });
  }, [milestone]);
  return spoken;
}
