/** What can be done with one photo of the queue, by its state. */
import { Download, FolderSearch, Play, RotateCw, SquareArrowOutUpRight, X } from 'lucide-react';
import type { QueueItem } from '../../../shared/contract/queue.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { changeQueue, fetchQueued, openQueued } from '../../commands/queueActions.ts';
import { isOpenItem } from '../../state/queueStore.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { useWords } from '../useWords.ts';

export function QueueButtons({ item }: { item: QueueItem }) {
  const { t } = useWords();
  const editor = useEditor();
  const hasFolders = useStoreOf('connection', ({ info }) => info?.host === 'electron');
  const { id, name, state, output, download } = item;
  const again = state === 'failed' || state === 'cancelled';
  const isOpen = isOpenItem(item);
  const small = { size: 14, side: 'left' } as const;
  return (
    <span className="queueButtons">
      {output !== null && download !== null && (
        <IconButton
          {...small}
          icon={Download}
          label={t('queue.download', { name })}
          onClick={() => void fetchQueued(editor, item)}
        />
      )}
      {output !== null && download === null && hasFolders && (
        <IconButton
          {...small}
          icon={FolderSearch}
          label={t('queue.reveal', { name })}
          onClick={() => void fetchQueued(editor, item)}
        />
      )}
      {!isOpen && (
        <IconButton
          {...small}
          icon={SquareArrowOutUpRight}
          label={t(output === null ? 'queue.openPhoto' : 'queue.open', { name })}
          onClick={() => void openQueued(editor, item)}
        />
      )}
      {state === 'parked' && (
        <IconButton
          {...small}
          icon={Play}
          label={t('queue.anyway', { name })}
          onClick={() => changeQueue(editor, 'retry', [id])}
        />
      )}
      {again && (
        <IconButton
          {...small}
          icon={RotateCw}
          label={t('queue.retry', { name })}
          onClick={() => changeQueue(editor, 'retry', [id])}
        />
      )}
      <IconButton
        {...small}
        icon={X}
        label={t(isOpen ? 'queue.cancel' : 'queue.remove', { name })}
        onClick={() => changeQueue(editor, isOpen ? 'cancel' : 'clear', [id])}
      />
    </span>
  );
}
