/** The ends of all branches beside each other, on the part of the photo that is on screen; a click goes there. */
import { Check } from 'lucide-react';
import { useState } from 'react';
import { tipsOf } from '../../../shared/logic/historyLine.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { jumpTo } from '../../commands/historyActions.ts';
import type { Tree } from '../../state/historyStore.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { useWords } from '../useWords.ts';
import { StatePicture } from './StatePicture.tsx';
import { useStateText } from './useStateText.ts';

/** The newest ones; older ones are in the history. */
const mostShown = 24;

export function ContactSheet({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const tree = useStoreOf('history', ({ trees }) => trees);
  const document = useStoreOf('picture', ({ current }) => current);
  const found = document === null ? undefined : tree[document];
  if (found === undefined) return null;
  const states = statesToShow(found);
  return (
    <Sheet title={t('states.title')} about={t('states.about')} width={920} onClose={onClose}>
      <ul className="states">
        {states.map((state) => (
          <li key={state}>
            <StateCard state={state} tree={found} onChosen={onClose} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** The tips, the named states, and the one that is shown. */
function statesToShow({ nodes, head }: Tree): number[] {
  const named = [...nodes.keys()].filter((state) => nodes[state]?.name !== null);
  const all = [...new Set([...tipsOf(nodes), ...named, head])].sort((a, b) => a - b);
  const newest = all.slice(-mostShown);
  return newest.includes(head) ? newest : [head, ...newest.slice(1)];
}

function StateCard({ state, tree, onChosen }: { state: number; tree: Tree; onChosen: () => void }) {
  const { t } = useWords();
  const text = useStateText();
  const editor = useEditor();
  const [missing, setMissing] = useState(0);
  const line = tree.nodes[state];
  if (line === undefined) return null;
  const isShown = state === tree.head;
  return (
    <button
      type="button"
      className="stateCard"
      aria-current={isShown || undefined}
      onClick={() => {
        onChosen();
        void jumpTo(editor, state);
      }}
    >
      <StatePicture state={state} width={272} height={192} onMeasured={setMissing} />
      <span className="stateCardText">
        {isShown && <Check size={14} aria-hidden />}
        {text(line)}
      </span>
      {isShown && <span className="hidden">{t('history.shown')}</span>}
      {missing > 0 && <span className="dim">{t('states.missing', { count: missing })}</span>}
    </button>
  );
}
