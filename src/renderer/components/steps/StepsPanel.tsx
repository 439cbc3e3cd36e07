/** The steps of the picture, the newest on top, the original at the bottom. */
import { ImageIcon, RotateCw } from 'lucide-react';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { moveStep } from '../../commands/editActions.ts';
import { formatSeconds } from '../../i18n/format.ts';
import { currentPicture } from '../../state/pictureStore.ts';
import { RecipeMenu } from '../history/RecipeMenu.tsx';
import { landingSide } from '../instruction/PlanChips.tsx';
import { Button } from '../ui/Button.tsx';
import { useDragOrder } from '../ui/useDragOrder.ts';
import { useCommand } from '../useCommand.ts';
import { useWords } from '../useWords.ts';
import { AddMenu } from './AddMenu.tsx';
import { StepRow } from './StepRow.tsx';

export function StepsPanel() {
  const { t, language } = useWords();
  const editor = useEditor();
  const steps = useStoreOf('picture', (pictures) => currentPicture(pictures)?.steps ?? []);
  const selected = useStoreOf('picture', (pictures) => pictures.selected);
  const refresh = useCommand('work.run');
  const cost = steps.reduce((sum, step) => sum + (step.enabled ? (step.secondsLeft ?? 0) : 0), 0);
  const shown = steps.toReversed();
  const order = useDragOrder<HTMLOListElement>('y', (from, to) => {
    const step = shown[from];
    if (step !== undefined) void moveStep(editor, step.id, shown.length - 1 - to);
  });
  return (
    <section className="steps" aria-labelledby="stepsTitle">
      <header className="panelHead">
        <h2 className="panelTitle" id="stepsTitle">
          {t('steps.title')}
        </h2>
        {steps.length > 0 && <span className="count figure">{steps.length}</span>}
        <span className="spacer" />
        {refresh.enabled && (
          <Button tone="quiet" className="small" icon={RotateCw} onClick={refresh.run}>
            {t('steps.refresh')}
            {cost > 0 && ` · ${t('step.cost', { time: formatSeconds(language, cost) })}`}
          </Button>
        )}
        <RecipeMenu />
        <AddMenu />
      </header>
      <div className="stepsScroll">
        {steps.length === 0 && <p className="stepsEmpty dim">{t('steps.empty')}</p>}
        <ol className="stepList" reversed ref={order.list} aria-label={t('steps.list')}>
          {shown.map((step, index) => (
            <li
              key={step.id}
              className="stepPlace"
              data-entry
              data-carried={order.drag?.from === index || undefined}
              data-landing={landingSide(order.drag, index)}
            >
              <StepRow
                step={step}
                number={shown.length - index}
                open={step.id === selected}
                handle={order.handle(index)}
              />
            </li>
          ))}
        </ol>
        <div className="original">
          <ImageIcon size={16} aria-hidden />
          <span>{t('steps.original')}</span>
        </div>
      </div>
    </section>
  );
}
