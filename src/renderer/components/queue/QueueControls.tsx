/** How far the queue is, and how to start, hold and go on with it; what holds it beside the user. */
import { Pause, Play, TriangleAlert } from 'lucide-react';
import type { QueueSummary } from '../../../shared/contract/queue.ts';
import { useStoreOf } from '../../api/EditorContext.tsx';
import { tally } from '../../state/queueStore.ts';
import { Button } from '../ui/Button.tsx';
import { useCommand } from '../useCommand.ts';
import { useWords } from '../useWords.ts';
import { queueSentence } from './queueSentence.ts';

export function QueueControls() {
  const { t, sayFailure } = useWords();
  const { summary, left, upload } = useStoreOf('queue', (queue) => queue);
  const trouble = summary?.trouble ?? null;
  return (
    <div className="queueControls">
      {summary !== null && tally(summary).total > 0 && <Progress summary={summary} />}
      {trouble !== null && (
        <p className="queueTrouble" role="alert">
          <TriangleAlert size={16} aria-hidden />
          <span>
            <b>{t(`error.${trouble.code}`)}</b> {sayFailure(trouble)}
          </span>
        </p>
      )}
      {upload !== null && (
        <p className="queueUpload dim">
          <span>{t('queue.uploading', { name: upload.name })}</span>
          <progress className="jobBar" value={upload.share} max={1} aria-label={t('open.uploading')} />
        </p>
      )}
      {left > 0 && <p className="dim">{t('queue.was', { count: left })}</p>}
    </div>
  );
}

function Progress({ summary }: { summary: QueueSummary }) {
  const speech = useWords();
  const { t } = speech;
  const toggle = useCommand('queue.pause');
  const { done, total } = tally(summary);
  const isPaused = summary.state === 'paused';
  const pausedLabel =
    summary.current === null ? t('queue.start', { count: summary.counts.waiting }) : t('queue.resume');
  return (
    <>
      <div className="queueProgress">
        <span className="figure">{queueSentence(summary, speech)}</span>
        <progress className="jobBar" value={done} max={Math.max(1, total)} aria-label={t('queue.progress')} />
      </div>
      {summary.state !== 'idle' && (
        <Button
          tone={isPaused ? 'primary' : 'plain'}
          icon={isPaused ? Play : Pause}
          className="queueToggle"
          onClick={toggle.run}
        >
          {isPaused ? pausedLabel : t('queue.pause')}
        </Button>
      )}
    </>
  );
}
