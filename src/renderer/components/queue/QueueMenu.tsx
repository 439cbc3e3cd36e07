/** What can be done with all photos of the queue. */
import { EllipsisVertical, ListX, RotateCw, X } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { changeQueue } from '../../commands/queueActions.ts';
import { tally } from '../../state/queueStore.ts';
import { IconMenu } from '../ui/IconMenu.tsx';
import { useWords } from '../useWords.ts';

const entries = [
  { what: 'retry', icon: RotateCw, words: 'queue.retryAll' },
  { what: 'clear', icon: ListX, words: 'queue.clear' },
  { what: 'cancel', icon: X, words: 'queue.cancelAll' },
] as const;

export function QueueMenu() {
  const { t } = useWords();
  const editor = useEditor();
  const summary = useStoreOf('queue', (queue) => queue.summary);
  if (summary === null) return null;
  const { done, total } = tally(summary);
  const isMeant = { retry: summary.counts.failed > 0, clear: done > 0, cancel: done < total };
  return (
    <IconMenu icon={EllipsisVertical} label={t('queue.menu')}>
      {entries.map(({ what, icon: Icon, words }) => (
        <DropdownMenu.Item
          key={what}
          className="menuItem"
          disabled={!isMeant[what]}
          onSelect={() => changeQueue(editor, what, null)}
        >
          <Icon className="menuIcon" size={14} aria-hidden />
          {t(words)}
        </DropdownMenu.Item>
      ))}
    </IconMenu>
  );
}
