/** How the tones are spread, before as a line and after as filled shapes. */
import { ChevronDown } from 'lucide-react';
import { useStoreOf } from '../../api/EditorContext.tsx';
import { useCommand } from '../useCommand.ts';
import { useWords } from '../useWords.ts';
import { outlineOf, topOf } from './histogramShape.ts';
import { useHistogram } from './useHistogram.ts';

const width = 256;
const height = 80;

export function Histogram() {
  const { t } = useWords();
  const open = useStoreOf('layout', (layout) => layout.histogram);
  const toggle = useCommand('window.histogram');
  return (
    <section className="histogram">
      <button type="button" className="panelHead fold" aria-expanded={open} onClick={toggle.run}>
        <h2 className="panelTitle">{t('histogram.title')}</h2>
        <span className="spacer" />
        <ChevronDown size={16} aria-hidden className="foldSign" />
      </button>
      {open && <Plot />}
    </section>
  );
}

function Plot() {
  const { t } = useWords();
  const { before, after } = useHistogram();
  if (after === null) return <div className="plot" aria-hidden />;
  const top = topOf([after, ...(before === null ? [] : [before])]);
  const shape = (bins: readonly number[]): string => outlineOf(bins, top, width, height);
  return (
    <figure className="plotFigure">
      <svg
        className="plot"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('histogram.about')}
      >
        <path className="plotRed" d={shape(after.red)} />
        <path className="plotGreen" d={shape(after.green)} />
        <path className="plotBlue" d={shape(after.blue)} />
        {before !== null && <path className="plotBefore" d={shape(before.luma)} />}
      </svg>
      <figcaption className="plotKey dim">
        <span className="keyBefore">{t('histogram.before')}</span>
        <span className="keyAfter">{t('histogram.after')}</span>
      </figcaption>
    </figure>
  );
}
