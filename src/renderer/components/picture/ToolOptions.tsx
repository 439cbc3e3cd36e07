/** The slim bar over the picture's top edge: the options of the tool in hand. */
import { Slider } from 'radix-ui';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { brushLimits } from '../../state/toolStore.ts';
import { ShapeOptions } from '../masks/ShapeOptions.tsx';
import { AmountSlider } from '../ui/AmountSlider.tsx';
import { useWords } from '../useWords.ts';

/** Sizes go by their logarithm: from 1 to 4000 pixels with the same feel everywhere. */
const [, largest] = brushLimits.size;
const toSlider = (size: number): number => Math.log2(size);
const fromSlider = (value: number): number => Math.round(2 ** value);

export function ToolOptions() {
  const { t } = useWords();
  const { stores } = useEditor();
  const { tool, size, hardness, flow } = useStoreOf('tool', (state) => ({
    tool: state.tool,
    size: state.size,
    hardness: state.hardness,
    flow: state.flow,
  }));
  if (tool === 'pan' || tool === 'zoom') return null;
  if (tool !== 'brush' && tool !== 'erase') return <ShapeOptions tool={tool} />;
  const { setBrush } = stores.tool.getState();
  return (
    <div className="toolOptions" role="group" aria-label={t('tools.options')}>
      <BrushSize size={size} onChange={(next) => setBrush({ size: next })} />
      <AmountSlider
        label={t('brush.hardness')}
        value={hardness}
        low={0}
        high={1}
        step={0.01}
        usual={0.6}
        unit="%"
        scale={100}
        onChange={(next) => setBrush({ hardness: next })}
      />
      <AmountSlider
        label={t('brush.flow')}
        value={flow}
        low={0.01}
        high={1}
        step={0.01}
        usual={1}
        unit="%"
        scale={100}
        onChange={(next) => setBrush({ flow: next })}
      />
    </div>
  );
}

function BrushSize({ size, onChange }: { size: number; onChange: (size: number) => void }) {
  const { t } = useWords();
  return (
    <div className="amount">
      <span className="amountLabel">{t('brush.size')}</span>
      <span className="amountValue figure">
        {size} <span className="amountUnit">px</span>
      </span>
      <Slider.Root
        className="slider"
        min={0}
        max={toSlider(largest)}
        step={0.05}
        value={[toSlider(size)]}
        onValueChange={([value]) => value !== undefined && onChange(fromSlider(value))}
      >
        <Slider.Track className="sliderTrack">
          <Slider.Range className="sliderFill" />
        </Slider.Track>
        <Slider.Thumb className="sliderThumb" aria-label={t('brush.size')} aria-valuetext={`${size} px`} />
      </Slider.Root>
    </div>
  );
}
