/** The history: the states from the original to the shown one and on to where redo leads, the newest on top. */
import { ChevronDown, Images } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { pathOf } from '../../../shared/logic/historyLine.ts';
import { useStoreOf } from '../../api/EditorContext.tsx';
import type { Tree } from '../../state/historyStore.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { useCommand } from '../useCommand.ts';
import { useWords } from '../useWords.ts';
import { BranchRow } from './BranchRow.tsx';
import { StateRow } from './StateRow.tsx';

/** Rows that are drawn at first, and with every further click. */
const rowsAtOnce = 60;

export function HistoryPanel() {
  const { t } = useWords();
  const open = useStoreOf('layout', (layout) => layout.history);
  const toggle = useCommand('window.history');
  const document = useStoreOf('picture', ({ current }) => current);
  const trees = useStoreOf('history', (histories) => histories.trees);
  const tree = document === null ? undefined : trees[document];
  return (
    <section className="history" aria-label={t('history.title')}>
      <div className="panelHead">
        <button type="button" className="fold" aria-expanded={open} onClick={toggle.run}>
          <h2 className="panelTitle">{t('history.title')}</h2>
          {tree !== undefined && <span className="count figure">{tree.nodes.length - 1}</span>}
          <span className="spacer" />
          <ChevronDown size={16} aria-hidden className="foldSign" />
        </button>
        <CommandButton command="history.states" icon={Images} side="left" />
      </div>
      {open && tree !== undefined && <Path tree={tree} />}
    </section>
  );
}

function Path({ tree }: { tree: Tree }) {
  const { t } = useWords();
  const [most, setMost] = useState(rowsAtOnce);
  const path = pathOf(tree.nodes, tree.head);
  const middle = path.indexOf(tree.head);
  const first = Math.max(0, Math.min(middle - Math.ceil(most / 2), path.length - most));
  const rows = path.slice(first, first + most).toReversed();
  const branches = branchesOf(tree, rows);
  return (
    <ol className="stateList" reversed aria-label={t('history.list')} onKeyDown={moveFocus}>
      {rows.map((state) => (
        <li key={state} className="statePlace">
          {(branches.get(state) ?? []).map((branch) => (
            <BranchRow key={branch} tree={tree} branch={branch} />
          ))}
          <StateRow tree={tree} state={state} isAhead={path.indexOf(state) > middle} />
        </li>
      ))}
      {rows.length < path.length && (
        <li>
          <Button tone="quiet" className="small" onClick={() => setMost(most + 2 * rowsAtOnce)}>
            {t('history.more', { count: path.length - rows.length })}
          </Button>
        </li>
      )}
    </ol>
  );
}

/** Children of the shown rows that are not on the path themselves: the beginnings of other branches. */
function branchesOf({ nodes }: Tree, rows: readonly number[]): ReadonlyMap<number, readonly number[]> {
  const shown = new Set(rows);
  const branches = new Map<number, number[]>();
  for (const [state, { parent }] of nodes.entries()) {
    if (parent === null || shown.has(state) || !shown.has(parent) || nodes[parent]?.next === state) continue;
    branches.set(parent, [...(branches.get(parent) ?? []), state]);
  }
  return branches;
}

/** Up and down go from row to row. */
function moveFocus(event: KeyboardEvent<HTMLOListElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || event.altKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.stateMain')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = at < 0 ? undefined : rows[at + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
