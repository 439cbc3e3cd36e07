/** How the mask lies over the picture: its colour, grey alone, or not at all. */
import { Contrast, Layers2 } from 'lucide-react';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { tints } from '../../state/toolStore.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { useWords } from '../useWords.ts';

export function MaskLook() {
  const { t } = useWords();
  const { tool } = useEditor().stores;
  const { tint, overlay, grey } = useStoreOf('tool', (state) => ({
    tint: state.tint,
    overlay: state.overlay,
    grey: state.grey,
  }));
  return (
    <div className="maskLook" role="group" aria-label={t('mask.look')}>
      {tints.map((each) => (
        <button
          key={each}
          type="button"
          className="tint"
          data-tint={each}
          aria-label={t(`mask.tint.${each}`)}
          title={t(`mask.tint.${each}`)}
          aria-pressed={tint === each}
          onClick={() => tool.getState().setOptions({ tint: each })}
        />
      ))}
      <CommandButton command="mask.grey" icon={Contrast} pressed={grey} side="top" size={14} />
      <CommandButton command="mask.overlay" icon={Layers2} pressed={overlay} side="top" size={14} />
    </div>
  );
}
