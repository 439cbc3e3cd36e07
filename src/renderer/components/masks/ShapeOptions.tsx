/** What the next shape is and what it does to the mask. */
import { maskModes } from '../../../shared/model/mask.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import type { ToolId } from '../../state/toolStore.ts';
import { Choice } from '../ui/Choice.tsx';
import { useWords } from '../useWords.ts';

export function ShapeOptions({ tool }: { tool: Exclude<ToolId, 'pan' | 'zoom' | 'brush' | 'erase'> }) {
  const { t } = useWords();
  const { setOptions } = useEditor().stores.tool.getState();
  const { mode, gradient, range } = useStoreOf('tool', (state) => ({
    mode: state.mode,
    gradient: state.gradient,
    range: state.range,
  }));
  return (
    <div className="toolOptions" role="group" aria-label={t('mask.shapeOptions')}>
      {tool === 'gradient' && (
        <Choice
          label={t('mask.gradient')}
          value={gradient}
          options={[
            { value: 'linear', label: t('mask.kind.linear') },
            { value: 'radial', label: t('mask.kind.radial') },
          ]}
          onChange={(next) => setOptions({ gradient: next })}
        />
      )}
      {tool === 'range' && (
        <Choice
          label={t('mask.range')}
          value={range}
          options={[
            { value: 'colour', label: t('mask.kind.colour') },
            { value: 'luminance', label: t('mask.kind.luminance') },
          ]}
          onChange={(next) => setOptions({ range: next })}
        />
      )}
      <Choice
        label={t('mask.nextMode')}
        value={mode}
        options={maskModes.map((each) => ({ value: each, label: t(`mask.mode.${each}`) }))}
        onChange={(next) => setOptions({ mode: next })}
      />
    </div>
  );
}
