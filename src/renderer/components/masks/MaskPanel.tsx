/** Where a step applies: the parts of its mask, and what is done with the whole. */
import { Brush, FlipHorizontal2, SquareX } from 'lucide-react';
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { StepState } from '../../../shared/contract/picture.ts';
import type { MaskState } from '../../../shared/model/mask.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import { setMask, startMask } from '../../commands/maskActions.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { useWords } from '../useWords.ts';
import { AddPart } from './AddPart.tsx';
import { MaskLook } from './MaskLook.tsx';
import { MaskSliders } from './MaskSliders.tsx';
import { MaskSources } from './MaskSources.tsx';
import { PartList } from './PartList.tsx';

interface MaskPanelProps {
  readonly step: StepState;
  /** Stands at the end of the first row. */
  readonly children: ReactNode;
}

export function MaskPanel({ step, children }: MaskPanelProps) {
  const place = useKeptFocus(step.mask?.components.length ?? 0);
  return (
    <div className="maskPlace" ref={place}>
      {step.mask === null ? (
        <NoMask step={step}>{children}</NoMask>
      ) : (
        <MaskDetails step={step} mask={step.mask}>
          {children}
        </MaskDetails>
      )}
    </div>
  );
}

/** The control that added the first part, or took one away, goes with it: the keyboard stays in the panel all the same. */
function useKeptFocus(parts: number): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const known = useRef(parts);
  useLayoutEffect(() => {
    if (known.current === parts) return;
    known.current = parts;
    if (document.activeElement !== document.body) return;
    const rows = [...(place.current?.querySelectorAll<HTMLElement>('.partMain') ?? [])];
    (rows.at(-1) ?? place.current?.querySelector('button'))?.focus();
  }, [parts]);
  return place;
}

function NoMask({ step, children }: MaskPanelProps) {
  const { t } = useWords();
  const editor = useEditor();
  return (
    <div className="maskStart">
      <Button icon={Brush} onClick={() => startMask(editor, step.id)}>
        {t('command.mask.paint')}
      </Button>
      <AddPart step={step.id} />
      <MaskSources step={step.id} />
      <span className="spacer" />
      {children}
    </div>
  );
}

function MaskDetails({ step, mask, children }: MaskPanelProps & { readonly mask: MaskState }) {
  const { t } = useWords();
  const editor = useEditor();
  return (
    <section className="mask" aria-label={t('mask.title')}>
      <header className="maskHead">
        <MaskName step={step} mask={mask} />
        <CommandButton command="mask.invert" icon={FlipHorizontal2} pressed={mask.inverted} side="top" />
        <MaskSources step={step.id} />
        <CommandButton command="mask.clear" icon={SquareX} side="top" />
        {children}
      </header>
      <PartList step={step.id} mask={mask} />
      <div className="maskAdd">
        <Button icon={Brush} onClick={() => startMask(editor, step.id)}>
          {t('step.editMask')}
        </Button>
        <AddPart step={step.id} />
        <span className="spacer" />
        <MaskLook />
      </div>
      <MaskSliders step={step.id} mask={mask} />
    </section>
  );
}

/** The name by which sentences find the mask. Enter and leaving keep it, Escape does not. */
function MaskName({ step, mask }: { step: StepState; mask: MaskState }) {
  const { t } = useWords();
  const editor = useEditor();
  const [typed, setTyped] = useState<string | null>(null);
  const keep = (): void => {
    if (typed !== null && typed.trim() !== mask.name) void setMask(editor, step.id, { name: typed.trim() });
    setTyped(null);
  };
  return (
    <input
      className="textInput maskName"
      aria-label={t('mask.name')}
      placeholder={t('mask.namePlaceholder')}
      maxLength={80}
      value={typed ?? mask.name}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') setTyped(null);
        event.stopPropagation();
      }}
    />
  );
}
