/** A photo of the queue in a small square: where it is restored, its left half before and its right half after. */
import { useEffect, useRef } from 'react';
import type { QueueItem } from '../../../shared/contract/queue.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import { drawHalves } from './drawHalves.ts';

/** Width and height in CSS pixels. */
const side = 44;

export function QueuePreview({ item: { id, output } }: { item: Pick<QueueItem, 'id' | 'output'> }) {
  const editor = useEditor();
  const canvas = useRef<HTMLCanvasElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another result is another picture.
  useEffect(() => {
    const place = canvas.current;
    if (place === null) return undefined;
    const end = new AbortController();
    const draw = async (): Promise<void> => {
      const { before, after } = await editor.client.queue.preview({ item: id }, end.signal);
      if (!end.signal.aborted) await drawHalves(place, before, after);
    };
    const watcher = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watcher.disconnect();
      // A photo that cannot be shown leaves its place empty; its state says why.
      draw().catch(() => undefined);
    });
    watcher.observe(place);
    return () => {
      watcher.disconnect();
      end.abort();
    };
  }, [editor, id, output]);
  const pixels = side * Math.ceil(devicePixelRatio);
  return <canvas ref={canvas} className="queuePicture" width={pixels} height={pixels} aria-hidden />;
}
