/** One message for all photos that were restored since the last one was read: the newest before and after, and a way to it. */
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { openQueued } from '../../commands/queueActions.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { useWords } from '../useWords.ts';
import { drawHalves } from './drawHalves.ts';

/** It goes by itself when nothing new came for this long and nobody points at it. */
const shownMs = 9000;

export function QueueNews() {
  const { t } = useWords();
  const editor = useEditor();
  const news = useStoreOf('queue', (queue) => queue.news);
  const newest = useStoreOf('queue', (queue) => queue.items.find(({ id }) => id === queue.news.at(-1)));
  // It is not worth standing before a dialog.
  const hasDialog = useStoreOf('layout', ({ dialog }) => dialog !== null);
  const [isHeld, setIsHeld] = useState(false);
  const { dismissNews } = editor.stores.queue.getState();
  // biome-ignore lint/correctness/useExhaustiveDependencies: with every photo the time begins anew.
  useEffect(() => {
    if (news.length === 0 || isHeld) return undefined;
    const timer = setTimeout(dismissNews, shownMs);
    return () => clearTimeout(timer);
  }, [news, isHeld]);
  if (newest === undefined || hasDialog) return null;
  const { name } = newest;
  const show = (): void => {
    dismissNews();
    editor.stores.layout.getState().showQueue(true);
  };
  return (
    <article
      className="toast queueNews"
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <NewsPicture id={newest.id} label={t('queue.picture', { name })} />
      <div className="toastText">
        <h2 className="toastTitle">{t('queue.news', { count: news.length, name })}</h2>
        {news.length > 1 && <p className="dim">{name}</p>}
        <div className="queueNewsButtons">
          <Button
            className="small"
            onClick={() => {
              dismissNews();
              void openQueued(editor, newest);
            }}
          >
            {t('queue.newsOpen')}
          </Button>
          <Button tone="quiet" className="small" onClick={show}>
            {t('queue.newsShow')}
          </Button>
        </div>
      </div>
      <IconButton icon={X} label={t('dialog.close')} side="left" onClick={dismissNews} />
    </article>
  );
}

function NewsPicture({ id, label }: { id: Parameters<typeof openQueued>[1]['id']; label: string }) {
  const editor = useEditor();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const end = new AbortController();
    const draw = async (): Promise<void> => {
      const { before, after } = await editor.client.queue.preview({ item: id }, end.signal);
      if (canvas.current !== null && !end.signal.aborted) await drawHalves(canvas.current, before, after);
    };
    // Without its picture the message still says what it has to say.
    draw().catch(() => undefined);
    return () => end.abort();
  }, [editor, id]);
  return <canvas ref={canvas} className="queueNewsPicture" width={224} height={160} role="img" aria-label={label} />;
}
