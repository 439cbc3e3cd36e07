/** The state of the queue, and of a photo in it, as a few words. */
import { assertNever } from '../../../shared/base/assert.ts';
import type { QueueItem, QueueSummary } from '../../../shared/contract/queue.ts';
import { formatPercent, formatSeconds } from '../../i18n/format.ts';
import { tally } from '../../state/queueStore.ts';
import type { Speech } from '../useWords.ts';

export function queueSentence(summary: QueueSummary, { t, language }: Speech): string {
  const count = t('queue.count', tally(summary));
  if (summary.state === 'idle') return `${count} · ${t('queue.finished')}`;
  // Held between two photos it is only waiting for its start.
  if (summary.state === 'paused') return summary.current === null ? count : t('queue.paused', { count });
  if (summary.etaSeconds === null) return count;
  return t('queue.left', { count, time: formatSeconds(language, summary.etaSeconds) });
}

export function itemSentence(item: QueueItem, isPaused: boolean, { t, language }: Speech): string {
  const share = formatPercent(language, item.share);
  switch (item.state) {
    case 'running':
      if (isPaused) return t('queue.state.paused', { share });
      return item.etaSeconds === null
        ? t('queue.state.running', { share })
        : t('queue.state.runningLeft', { share, time: formatSeconds(language, item.etaSeconds) });
    case 'done':
      return t('queue.state.done', { time: formatSeconds(language, item.seconds ?? 0) });
    case 'waiting':
    case 'kept':
    case 'parked':
    case 'failed':
    case 'cancelled':
      return t(`queue.state.${item.state}`);
    default:
      return assertNever(item.state, 'itemSentence');
  }
}
