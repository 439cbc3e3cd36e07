/** What is done with the whole mask: its edge moved, held to the picture's edges, softened. */
import { Switch } from 'radix-ui';
import { useId, useMemo } from 'react';
import type { StepId } from '../../../shared/base/ids.ts';
import type { MaskChanges } from '../../../shared/logic/maskEvent.ts';
import type { MaskState } from '../../../shared/model/mask.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import { latestOnly } from '../../commands/latestOnly.ts';
import { setMask } from '../../commands/maskActions.ts';
import { AmountSlider } from '../ui/AmountSlider.tsx';
import { useWords } from '../useWords.ts';

const usualRefine = 24;

export function MaskSliders({ step, mask }: { step: StepId; mask: MaskState }) {
  const { t } = useWords();
  const editor = useEditor();
  const refineLabel = useId();
  const send = useMemo(
    () =>
      latestOnly(({ changes, gesture }: { changes: MaskChanges; gesture: string | null }) =>
        setMask(editor, step, changes, gesture),
      ),
    [editor, step],
  );
  return (
    <div className="parameters">
      <AmountSlider
        label={t('mask.feather')}
        value={mask.feather}
        low={0}
        high={200}
        step={1}
        usual={0}
        unit="px"
        onChange={(feather, gesture) => send({ changes: { feather }, gesture })}
      />
      <AmountSlider
        label={t('mask.grow')}
        value={mask.grow}
        low={-100}
        high={100}
        step={1}
        usual={0}
        unit="px"
        onChange={(grow, gesture) => send({ changes: { grow }, gesture })}
      />
      <div className="refine">
        <span id={refineLabel} className="amountLabel">
          {t('mask.refine')}
        </span>
        <Switch.Root
          className="switch"
          aria-labelledby={refineLabel}
          checked={mask.refine !== null}
          onCheckedChange={(isOn) => send({ changes: { refine: isOn ? usualRefine : null }, gesture: null })}
        >
          <Switch.Thumb className="switchThumb" />
        </Switch.Root>
      </div>
      {mask.refine !== null && (
        <AmountSlider
          label={t('mask.refineReach')}
          value={mask.refine}
          low={2}
          high={150}
          step={1}
          usual={usualRefine}
          unit="px"
          onChange={(refine, gesture) => send({ changes: { refine }, gesture })}
        />
      )}
    </div>
  );
}
