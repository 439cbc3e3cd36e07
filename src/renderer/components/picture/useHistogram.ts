/** Histograms of the picture on screen, asked anew when its pixels change, but not for every tile. */
import { useEffect, useState } from 'react';
import type { Client } from '../../api/client.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { currentPicture } from '../../state/pictureStore.ts';

type HistogramBins = Awaited<ReturnType<Client['view']['histogram']>>;

/** So long after a change, and so long after the last answer was asked for, milliseconds. */
const afterChangeMs = 300;
const apartMs = 1500;

export function useHistogram(): { readonly before: HistogramBins | null; readonly after: HistogramBins | null } {
  const { client } = useEditor();
  const document = useStoreOf('picture', (pictures) => pictures.current);
  const revision = useStoreOf('picture', (pictures) => currentPicture(pictures)?.revision ?? 0);
  const [before, setBefore] = useState<HistogramBins | null>(null);
  const [after, setAfter] = useState<HistogramBins | null>(null);

  useEffect(() => {
    setBefore(null);
    if (document === null) return undefined;
    const asking = new AbortController();
    // Without a histogram the panel stays empty; that is no reason for a message.
    client.view.histogram({ document, layer: 'before' }, asking.signal).then(setBefore, () => undefined);
    return () => asking.abort();
  }, [client, document]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision has other pixels.
  useEffect(() => {
    if (document === null) return undefined;
    const asking = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let askedAt = -apartMs;
    const ask = (): void => {
      timer = undefined;
      askedAt = performance.now();
      client.view.histogram({ document, layer: 'after' }, asking.signal).then(setAfter, () => undefined);
    };
    const askSoon = (): void => {
      timer ??= setTimeout(ask, Math.max(afterChangeMs, askedAt + apartMs - performance.now()));
    };
    askSoon();
    const stop = client.view.on('repaint', (painted) => painted.document === document && askSoon());
    return () => {
      stop();
      clearTimeout(timer);
      asking.abort();
    };
  }, [client, document, revision]);
  return { before, after };
}
