/** The bar that is always there: a sentence goes in, its plan is shown above as chips, Enter runs it. */
import { useStoreOf } from '../../api/EditorContext.tsx';
import { Later } from '../ui/Later.tsx';
import { useWords } from '../useWords.ts';
import { PlanChips } from './PlanChips.tsx';
import { Refusal } from './Refusal.tsx';
import { Sentence } from './Sentence.tsx';
import { Suggestions } from './Suggestions.tsx';

export function InstructionBar() {
  const { t } = useWords();
  const { empty, chips, declined } = useStoreOf('instruction', (state) => ({
    empty: state.text.trim() === '',
    chips: state.chips,
    declined: state.declined,
  }));
  return (
    <section className="bar" aria-label={t('bar.title')}>
      <div className="planArea">
        <div className="plan">
          {empty && (
            <Later>
              <Suggestions />
            </Later>
          )}
          {!empty && chips.length > 0 && <PlanChips chips={chips} />}
          {!empty && chips.length === 0 && declined === null && <p className="dim">{t('bar.reading')}</p>}
        </div>
        {!empty && declined !== null && <Refusal declined={declined} />}
      </div>
      <Sentence />
    </section>
  );
}
