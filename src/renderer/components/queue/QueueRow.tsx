/** One photo of the queue: before and after, how far it is, what went wrong, and what can be done with it. */
import { GripVertical } from 'lucide-react';
import { type KeyboardEvent, memo } from 'react';
import type { QueueItem } from '../../../shared/contract/queue.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import { changeQueue, moveInQueue, openQueued } from '../../commands/queueActions.ts';
import { isOpenItem } from '../../state/queueStore.ts';
import type { DragOrder } from '../ui/useDragOrder.ts';
import { useWords } from '../useWords.ts';
import { QueueButtons } from './QueueButtons.tsx';
import { QueuePreview } from './QueuePreview.tsx';
import { itemSentence } from './queueSentence.ts';

interface QueueRowProps {
  readonly item: QueueItem;
  /** Its place in the whole queue. */
  readonly index: number;
  readonly isPaused: boolean;
  readonly handle: ReturnType<DragOrder<HTMLOListElement>['handle']>;
}

export const QueueRow = memo(function QueueRow({ item, index, isPaused, handle }: QueueRowProps) {
  const speech = useWords();
  const { t, say, sayFailure } = speech;
  const editor = useEditor();
  const { id, name, folder, state, share, treatment, error, reason } = item;
  const sentence = itemSentence(item, isPaused, speech);
  const detail = error !== null ? sayFailure(error) : reason === null ? '' : say(reason);
  const what =
    treatment.kind === 'automatic' ? '' : treatment.kind === 'preset' ? treatment.name : `“${treatment.text}”`;
  const open = (): void => void openQueued(editor, item);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey && event.key === 'ArrowUp') moveInQueue(editor, id, index - 1);
    else if (event.altKey && event.key === 'ArrowDown') moveInQueue(editor, id, index + 1);
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      changeQueue(editor, isOpenItem(item) ? 'cancel' : 'clear', [id]);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <article className="queueRow" data-state={state}>
      <div className="queueHandle" {...handle}>
        <GripVertical size={14} aria-hidden className="grip" />
        <QueuePreview item={item} />
        <button
          type="button"
          className="queueMain"
          title={[name, folder].join(' · ')}
          aria-label={[t('queue.spoken', { name, state: sentence }), what, detail].filter(Boolean).join('. ')}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete Enter"
          onClick={open}
          onKeyDown={onKeyDown}
        >
          <span className="queueName">{name}</span>
          <span className="queueState figure">{sentence}</span>
          {what !== '' && <span className="queueWhat">{what}</span>}
        </button>
      </div>
      <QueueButtons item={item} />
      {state === 'running' && (
        <progress
          className="jobBar queueBar"
          value={share}
          max={1}
          aria-label={t('queue.spoken', { name, state: sentence })}
        />
      )}
      {detail !== '' && (
        <p className="queueDetail" title={detail}>
          {detail}
        </p>
      )}
    </article>
  );
});
