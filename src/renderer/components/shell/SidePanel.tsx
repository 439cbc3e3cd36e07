/** The panel at the right: the steps, and the histogram below them. */
import { useStoreOf } from '../../api/EditorContext.tsx';
import { HistoryPanel } from '../history/HistoryPanel.tsx';
import { Histogram } from '../picture/Histogram.tsx';
import { StepsPanel } from '../steps/StepsPanel.tsx';
import { Later } from '../ui/Later.tsx';
import { useWords } from '../useWords.ts';

export function SidePanel() {
  const { t } = useWords();
  const panel = useStoreOf('layout', (layout) => layout.panel);
  if (!panel) return null;
  return (
    <aside className="panel" aria-label={t('panel.title')}>
      <Later>
        <StepsPanel />
        <HistoryPanel />
        <Histogram />
      </Later>
    </aside>
  );
}
