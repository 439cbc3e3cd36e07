/** The settings of a chip: amounts, where it applies, its place in the order. */
import { ArrowLeft, ArrowRight } from 'lucide-react';
import type { Region } from '../../../shared/model/recipe.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import type { Chip } from '../../state/planChips.ts';
import { ParameterControls } from '../steps/ParameterControls.tsx';
import { Choice } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { useWords } from '../useWords.ts';

type Place = 'everywhere' | 'mask' | 'outside-mask' | 'words';

const placeOf = (region: Region): Place => {
  if (region === null) return 'everywhere';
  return typeof region === 'string' ? region : 'words';
};

export function ChipEditor({ chip, onMove }: { chip: Chip; onMove: (by: 1 | -1) => void }) {
  const { t, operation } = useWords();
  const { instruction } = useEditor().stores;
  const named = chip.region !== null && typeof chip.region !== 'string' ? chip.region : null;
  const choose = (place: Place): void => {
    const region = place === 'everywhere' ? null : place === 'words' ? named : place;
    instruction.getState().changeChip(chip.key, { region });
  };
  return (
    <>
      <h2 className="popoverTitle">{operation(chip.operation)}</h2>
      {chip.words !== '' && <p className="quoted dim">{t('plan.words', { words: chip.words })}</p>}
      <ParameterControls
        step={chip}
        onStrength={(strength) => instruction.getState().changeChip(chip.key, { strength })}
        onParameters={(parameters) => instruction.getState().changeChip(chip.key, { parameters })}
      />
      <Field label={t('region.title')}>
        {(id) => (
          <Choice<Place>
            id={id}
            value={placeOf(chip.region)}
            options={[
              { value: 'everywhere', label: t('region.everywhere') },
              ...(named === null ? [] : [{ value: 'words' as const, label: named.words }]),
              { value: 'mask', label: t('region.mask') },
              { value: 'outside-mask', label: t('region.outside') },
            ]}
            onChange={choose}
          />
        )}
      </Field>
      <div className="chipMoves">
        <IconButton icon={ArrowLeft} label={t('plan.earlier')} keys="Alt+←" side="top" onClick={() => onMove(-1)} />
        <IconButton icon={ArrowRight} label={t('plan.later')} keys="Alt+→" side="top" onClick={() => onMove(1)} />
      </div>
    </>
  );
}
