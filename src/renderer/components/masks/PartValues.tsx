/** Everything about one part of a mask in numbers: what the handles in the picture do, by keyboard too. */
import { useMemo } from 'react';
import type { StepId } from '../../../shared/base/ids.ts';
import type { ComponentState } from '../../../shared/model/mask.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { latestOnly } from '../../commands/latestOnly.ts';
import { changeComponent } from '../../commands/maskActions.ts';
import { currentPicture } from '../../state/pictureStore.ts';
import { AmountSlider } from '../ui/AmountSlider.tsx';
import { useWords } from '../useWords.ts';

type ValueName =
  | 'x'
  | 'y'
  | 'toX'
  | 'toY'
  | 'width'
  | 'height'
  | 'angle'
  | 'hardness'
  | 'low'
  | 'high'
  | 'tolerance'
  | 'softness';

/** In the order in which they are shown. */
const names: readonly ValueName[] = [
  'x',
  'y',
  'toX',
  'toY',
  'width',
  'height',
  'angle',
  'hardness',
  'low',
  'high',
  'tolerance',
  'softness',
];
const inPixels: ReadonlySet<ValueName> = new Set(['x', 'y', 'toX', 'toY', 'width', 'height']);
const usual: Readonly<Partial<Record<ValueName, number>>> = { hardness: 0.3, high: 1, tolerance: 0.06, softness: 0.1 };

interface PartValuesProps {
  readonly step: StepId;
  readonly index: number;
  readonly component: ComponentState;
}

export function PartValues({ step, index, component }: PartValuesProps) {
  const { t } = useWords();
  const editor = useEditor();
  const size = useStoreOf('picture', (pictures) => currentPicture(pictures)?.info ?? null);
  const send = useMemo(
    () =>
      latestOnly(({ changes, gesture }: { changes: Partial<ComponentState>; gesture: string }) =>
        changeComponent(editor, step, index, changes, gesture),
      ),
    [editor, step, index],
  );
  if (component.kind === 'brush') return <p className="partNote dim">{t('mask.brushNote')}</p>;
  const values = component as unknown as Readonly<Record<ValueName, number | undefined>>;
  // A lasso keeps its shape: it is moved, not stretched.
  const isShown = (name: ValueName): boolean =>
    values[name] !== undefined && !(component.kind === 'lasso' && (name === 'width' || name === 'height'));
  return (
    <div className="partValues">
      {component.kind === 'colour' && <Swatch {...component} />}
      {names.filter(isShown).map((name) => {
        const isPixels = inPixels.has(name);
        const most = Math.max(
          1,
          name === 'y' || name === 'toY' || name === 'height' ? (size?.height ?? 1) : (size?.width ?? 1),
        );
        const [low, high] = isPixels ? [0, most] : name === 'angle' ? [-180, 180] : [0, 1];
        const value = values[name] ?? 0;
        return (
          <AmountSlider
            key={name}
            label={t(`mask.value.${name}`)}
            value={Math.round(value * 10_000) / 10_000}
            low={Math.min(low, Math.floor(value))}
            high={Math.max(high, Math.ceil(value))}
            step={isPixels || name === 'angle' ? 1 : 0.01}
            usual={isPixels ? Math.round(most / 2) : (usual[name] ?? 0)}
            unit={isPixels ? 'px' : name === 'angle' ? '°' : '%'}
            scale={isPixels || name === 'angle' ? 1 : 100}
            onChange={(next, gesture) => send({ changes: { [name]: next }, gesture })}
          />
        );
      })}
    </div>
  );
}

/** The colour that was picked; its numbers are there for those who cannot tell it by the eye. */
function Swatch({ red, green, blue }: { red: number; green: number; blue: number }) {
  const { t } = useWords();
  const [r, g, b] = [red, green, blue].map((value) => Math.round(value * 255));
  return (
    <p className="swatch figure">
      <span className="swatchColour" style={{ background: `rgb(${r} ${g} ${b})` }} aria-hidden />
      {t('mask.colour', { red: r ?? 0, green: g ?? 0, blue: b ?? 0 })}
    </p>
  );
}
