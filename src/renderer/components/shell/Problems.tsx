/** How many problems there were, and which. */
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../useWords.ts';

export function Problems() {
  const { t, sayFailure, language } = useWords();
  const { stores } = useEditor();
  const problems = useStoreOf('toast', (toasts) => toasts.problems);
  const Icon = problems.length === 0 ? CircleCheck : TriangleAlert;
  return (
    <Popover.Root>
      <Popover.Trigger className="statusButton" data-warn={problems.length > 0 || undefined}>
        <Icon size={14} aria-hidden />
        {t('status.problems', { count: problems.length })}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover problems"
          aria-label={t('status.problemsTitle')}
          side="top"
          align="end"
          sideOffset={8}
        >
          <h2 className="popoverTitle">{t('status.problemsTitle')}</h2>
          {problems.length === 0 && <p className="dim">{t('status.noProblems')}</p>}
          <ul className="problemList">
            {problems.toReversed().map((problem) => (
              <li key={problem.id}>
                <time className="figure dim">{new Date(problem.at).toLocaleTimeString(language)}</time>
                <span>
                  <b>{t(`error.${problem.about.code}`)}</b> {sayFailure(problem.about)}
                </span>
              </li>
            ))}
          </ul>
          {problems.length > 0 && (
            <Button tone="quiet" onClick={() => stores.toast.getState().clearProblems()}>
              {t('status.clear')}
            </Button>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
