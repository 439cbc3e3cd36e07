/** In the bottom line: how far the queue is; opens it. */
import { ListChecks } from 'lucide-react';
import { useStoreOf } from '../../api/EditorContext.tsx';
import { tally } from '../../state/queueStore.ts';
import { useCommand } from '../useCommand.ts';
import { useWords } from '../useWords.ts';
import { queueSentence } from './queueSentence.ts';

export function QueueStatus() {
  const speech = useWords();
  const toggle = useCommand('queue.show');
  const summary = useStoreOf('queue', (queue) => queue.summary);
  if (summary === null || tally(summary).total === 0) return null;
  const needsLook = summary.trouble !== null || summary.counts.failed + summary.counts.parked > 0;
  return (
    <button
      type="button"
      className="statusButton queueStatus"
      data-warn={needsLook || undefined}
      title={toggle.label}
      onClick={toggle.run}
    >
      <ListChecks size={14} aria-hidden />
      <span>
        {speech.t('queue.title')} <span className="figure">{queueSentence(summary, speech)}</span>
      </span>
    </button>
  );
}
