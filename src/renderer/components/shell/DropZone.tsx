/** Takes files that are dropped anywhere on the window. */
import { ImageDown } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { dropOf, isMany } from '../../api/droppedFiles.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import { openFiles } from '../../commands/pictureActions.ts';
import { queueDropped } from '../../commands/queueActions.ts';
import { useWords } from '../useWords.ts';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

export function DropZone({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const editor = useEditor();
  // Entering a child leaves its parent: only when all are left is the drag outside.
  const depth = useRef(0);
  const [over, setOver] = useState(false);
  const leave = (): void => {
    depth.current = 0;
    setOver(false);
  };
  return (
    <div
      className="dropZone"
      role="presentation"
      onDragEnter={(event) => {
        if (!carriesFiles(event)) return;
        depth.current += 1;
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!carriesFiles(event)) return;
        depth.current -= 1;
        if (depth.current <= 0) leave();
      }}
      onDragOver={(event) => carriesFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        leave();
        const drop = dropOf(event.dataTransfer);
        void (isMany(drop) ? queueDropped(editor, drop) : openFiles(editor, drop.files));
      }}
    >
      {children}
      {over && (
        <div className="dropShade">
          <p className="dropWords">
            <ImageDown size={24} aria-hidden />
            {t('empty.drop')}
          </p>
        </div>
      )}
    </div>
  );
}
