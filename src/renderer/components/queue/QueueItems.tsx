/** The photos of the queue in their order; of a long queue the part around the one at work. */
import { type KeyboardEvent, useState } from 'react';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { moveInQueue } from '../../commands/queueActions.ts';
import { isOpenItem } from '../../state/queueStore.ts';
import { landingSide } from '../instruction/PlanChips.tsx';
import { Button } from '../ui/Button.tsx';
import { useDragOrder } from '../ui/useDragOrder.ts';
import { useWords } from '../useWords.ts';
import { QueueRow } from './QueueRow.tsx';

/** Rows that are drawn at first, and with every further click. */
const rowsAtOnce = 60;
/** Of those that are over, so many stay in sight above the one at work. */
const rowsBefore = 8;

export function QueueItems() {
  const { t } = useWords();
  const editor = useEditor();
  const items = useStoreOf('queue', (queue) => queue.items);
  const isPaused = useStoreOf('queue', ({ summary }) => summary?.state === 'paused');
  const [most, setMost] = useState(rowsAtOnce);
  const atWork = Math.max(0, items.findIndex(isOpenItem));
  const first = Math.max(0, Math.min(atWork - rowsBefore, items.length - most));
  const rows = items.slice(first, first + most);
  const order = useDragOrder<HTMLOListElement>('y', (from, to) => {
    const item = rows[from];
    if (item !== undefined) moveInQueue(editor, item.id, first + to);
  });
  if (items.length === 0) return <p className="queueEmpty dim">{t('queue.empty')}</p>;
  return (
    <div className="queueScroll">
      <ol className="queueList" ref={order.list} aria-label={t('queue.list')} start={first + 1} onKeyDown={moveFocus}>
        {rows.map((item, index) => (
          <li
            key={item.id}
            className="stepPlace"
            data-entry
            data-carried={order.drag?.from === index || undefined}
            data-landing={landingSide(order.drag, index)}
          >
            <QueueRow item={item} index={first + index} isPaused={isPaused} handle={order.handle(index)} />
          </li>
        ))}
      </ol>
      {rows.length < items.length && (
        <Button tone="quiet" className="small" onClick={() => setMost(most + 2 * rowsAtOnce)}>
          {t('queue.more', { count: items.length - rows.length })}
        </Button>
      )}
    </div>
  );
}

/** Up and down go from photo to photo. */
function moveFocus(event: KeyboardEvent<HTMLOListElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || event.altKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.queueMain')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = at < 0 ? undefined : rows[at + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
