/** A small picture of one state: the part of the photo that is on screen, or all of it. */
import { useEffect, useRef, useState } from 'react';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { currentPicture } from '../../state/pictureStore.ts';
import { drawCrop } from '../../viewer/drawCrop.ts';
import { httpTiles } from '../../viewer/httpTiles.ts';

interface StatePictureProps {
  readonly state: number;
  /** Width and height in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Told how many tiles no network has computed yet. */
  readonly onMeasured?: (missingTiles: number) => void;
}

export function StatePicture({ state, width, height, onMeasured }: StatePictureProps) {
  const editor = useEditor();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  const document = useStoreOf('picture', ({ current }) => current);
  const revision = useStoreOf('picture', (pictures) => currentPicture(pictures)?.revision ?? 0);
  const visible = useStoreOf('layout', (layout) => layout.visible);
  useEffect(() => {
    const end = new AbortController();
    const draw = async (): Promise<void> => {
      const picture = currentPicture(editor.stores.picture.getState());
      if (canvas.current === null || document === null || picture === null) return;
      const size = await editor.client.history.measure({ document, state }, end.signal);
      onMeasured?.(size.missingTiles);
      const scale = size.width / picture.info.width;
      const part = visible ?? { left: 0, top: 0, width: picture.info.width, height: picture.info.height };
      await drawCrop(
        canvas.current,
        {
          document,
          layer: `state:${state}`,
          revision,
          size,
          part: {
            left: part.left * scale,
            top: part.top * scale,
            width: part.width * scale,
            height: part.height * scale,
          },
          shownWidth: width * devicePixelRatio,
        },
        httpTiles(editor.host.tileBase),
        end.signal,
      );
      setDrawn(true);
    };
    // A picture that does not come leaves its place empty; the next revision asks again.
    draw().catch(() => undefined);
    return () => end.abort();
  }, [editor, document, state, revision, visible, width, onMeasured]);
  return (
    <canvas
      ref={canvas}
      className="statePicture"
      style={{ width, height }}
      data-drawn={drawn || undefined}
      aria-hidden
    />
  );
}
