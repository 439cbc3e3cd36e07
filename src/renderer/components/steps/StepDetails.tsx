/** Everything about the opened step: amounts, mask, proof, time, and its own before and after. */
import { CircleCheck, Columns2, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useMemo } from 'react';
import type { StepState } from '../../../shared/contract/picture.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { changeStep } from '../../commands/editActions.ts';
import { latestOnly } from '../../commands/latestOnly.ts';
import { formatCount } from '../../i18n/format.ts';
import { currentPicture } from '../../state/pictureStore.ts';
import { MaskPanel } from '../masks/MaskPanel.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { useWords } from '../useWords.ts';
import { ParameterControls } from './ParameterControls.tsx';

export function StepDetails({ step }: { step: StepState }) {
  const editor = useEditor();
  const scoped = useStoreOf('picture', ({ scope }) => scope === 'step');
  const send = useMemo(
    () =>
      latestOnly(({ changes, gesture }: { changes: Parameters<typeof changeStep>[2]; gesture: string }) =>
        changeStep(editor, step.id, changes, gesture),
      ),
    [editor, step.id],
  );
  return (
    <div className="details">
      <ParameterControls
        step={step}
        onStrength={(strength, gesture) => send({ changes: { strength }, gesture })}
        onParameters={(parameters, gesture) => send({ changes: { parameters }, gesture })}
      />
      <MaskPanel step={step}>
        <CommandButton command="step.scope" icon={Columns2} pressed={scoped} side="top" />
      </MaskPanel>
      <Proof step={step} />
      <Clean step={step} />
    </div>
  );
}

/** How many tiles needed nothing, where the step looks for that. */
function Clean({ step }: { step: StepState }) {
  const { t, language } = useWords();
  if (step.tilesClean === 0) return null;
  return (
    <p className="proof figure">
      <CircleCheck size={14} aria-hidden />
      {t('step.clean', {
        clean: formatCount(language, step.tilesClean),
        tiles: formatCount(language, step.tilesDone),
      })}
    </p>
  );
}

/** The measured number of pixels that changed outside of the mask. */
function Proof({ step }: { step: StepState }) {
  const { t, language } = useWords();
  const total = useStoreOf('picture', (pictures) => {
    const info = currentPicture(pictures)?.info;
    return info === undefined ? 0 : info.width * info.height;
  });
  if (step.changedOutside === null) return null;
  const Icon = step.changedOutside === 0 ? ShieldCheck : ShieldAlert;
  return (
    <p className="proof figure" data-tone={step.changedOutside === 0 ? 'good' : 'bad'}>
      <Icon size={14} aria-hidden />
      {t('step.outside', {
        changed: formatCount(language, step.changedOutside),
        total: formatCount(language, total),
      })}
    </p>
  );
}
