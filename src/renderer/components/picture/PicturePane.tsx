/** The picture itself: mounts the viewer and its tools, and puts the few notes over its edges. */
import { useEffect, useRef, useState } from 'react';
import { accentColour, surroundColour, type Theme, tintColours } from '../../api/colours.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { currentPicture } from '../../state/pictureStore.ts';
import { EditNotices } from '../history/EditNotices.tsx';
import { VersusNote } from '../history/VersusNote.tsx';
import { useWords } from '../useWords.ts';
import { type DrivenViewer, driveViewer } from './driveViewer.ts';
import { MaskBanner } from './MaskBanner.tsx';
import { ScopeNote } from './ScopeNote.tsx';
import { ToolOptions } from './ToolOptions.tsx';

export function PicturePane({ theme }: { theme: Theme }) {
  const { t } = useWords();
  const editor = useEditor();
  const host = useRef<HTMLDivElement>(null);
  const [driven, setDriven] = useState<DrivenViewer | null>(null);
  const surround = useStoreOf('settings', (settings) => settings.surround);
  const tint = useStoreOf('tool', (state) => state.tint);
  const name = useStoreOf('picture', (pictures) => currentPicture(pictures)?.info.name ?? '');

  const hasVersus = useStoreOf('picture', ({ versus }) => versus !== null);

  useEffect(() => {
    let made: DrivenViewer | null = null;
    // In a task of its own: building the window around it is work enough for this one.
    const start = setTimeout(() => {
      if (host.current === null) return;
      made = driveViewer(editor, host.current);
      setDriven(made);
    });
    return () => {
      clearTimeout(start);
      setDriven(null);
      made?.dispose();
    };
  }, [editor]);

  useEffect(() => {
    if (driven === null) return;
    const { viewer } = driven;
    viewer.setSurround(surroundColour(surround, theme));
    viewer.setAccent(tint === 'accent' ? accentColour(theme) : tintColours[tint]);
    const before = t(hasVersus ? 'compare.state' : 'compare.before');
    viewer.setLabels({ before, after: t(hasVersus ? 'compare.now' : 'compare.after') });
  }, [driven, surround, tint, theme, t, hasVersus]);

  return (
    <div className="picture">
      <div
        className="canvasHost"
        data-picture
        ref={host}
        role="application"
        aria-label={t('picture.label', { name })}
        tabIndex={0}
      />
      <div className="pictureNotes">
        <ToolOptions />
        <MaskBanner />
        <ScopeNote />
        <VersusNote />
        <EditNotices />
      </div>
    </div>
  );
}
