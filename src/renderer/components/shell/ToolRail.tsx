/** The tools of the picture, one key each. */
import { Blend, Brush, Circle, Eraser, Hand, Lasso, Layers2, Pipette, Square, ZoomIn } from 'lucide-react';
import { useStoreOf } from '../../api/EditorContext.tsx';
import { currentPicture } from '../../state/pictureStore.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Later } from '../ui/Later.tsx';
import { useWords } from '../useWords.ts';

export function ToolRail() {
  const { t } = useWords();
  const hasMask = useStoreOf(
    'picture',
    (pictures) => currentPicture(pictures)?.steps.some((step) => step.mask !== null) ?? false,
  );
  const { tool, overlay } = useStoreOf('tool', (state) => ({ tool: state.tool, overlay: state.overlay }));
  return (
    <div className="rail" role="toolbar" aria-orientation="vertical" aria-label={t('tools.title')}>
      <Later>
        <CommandButton command="tool.pan" icon={Hand} pressed={tool === 'pan'} side="right" size={18} />
        <CommandButton command="tool.brush" icon={Brush} pressed={tool === 'brush'} side="right" size={18} />
        <CommandButton command="tool.erase" icon={Eraser} pressed={tool === 'erase'} side="right" size={18} />
        <CommandButton command="tool.lasso" icon={Lasso} pressed={tool === 'lasso'} side="right" size={18} />
        <CommandButton command="tool.rectangle" icon={Square} pressed={tool === 'rectangle'} side="right" size={18} />
        <CommandButton command="tool.ellipse" icon={Circle} pressed={tool === 'ellipse'} side="right" size={18} />
        <CommandButton command="tool.gradient" icon={Blend} pressed={tool === 'gradient'} side="right" size={18} />
        <CommandButton command="tool.range" icon={Pipette} pressed={tool === 'range'} side="right" size={18} />
        <CommandButton command="tool.zoom" icon={ZoomIn} pressed={tool === 'zoom'} side="right" size={18} />
        <span className="railLine" />
        <CommandButton command="mask.overlay" icon={Layers2} pressed={overlay && hasMask} side="right" size={18} />
      </Later>
    </div>
  );
}
