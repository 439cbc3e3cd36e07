/** A branch beside the way: a small picture of where it leads; a click goes there. */
import { GitBranch } from 'lucide-react';
import { useEditor } from '../../api/EditorContext.tsx';
import { jumpTo } from '../../commands/historyActions.ts';
import type { Tree } from '../../state/historyStore.ts';
import { useWords } from '../useWords.ts';
import { StatePicture } from './StatePicture.tsx';
import { useStatePreview } from './useStatePreview.ts';
import { useStateText } from './useStateText.ts';

/** `branch` is its first state. */
export function BranchRow({ tree, branch }: { tree: Tree; branch: number }) {
  const { t } = useWords();
  const text = useStateText();
  const editor = useEditor();
  const { tip, count } = endOf(tree, branch);
  const preview = useStatePreview(tip, false);
  const line = tree.nodes[tip];
  if (line === undefined) return null;
  return (
    <button type="button" className="stateMain branchRow" onClick={() => void jumpTo(editor, tip)} {...preview}>
      <GitBranch size={14} aria-hidden className="stateSign" />
      <StatePicture state={tip} width={48} height={34} />
      <span className="branchText">{text(line)}</span>
      <span className="dim">{t('history.branch', { count })}</span>
    </button>
  );
}

/** Where a branch leads when it is followed as it was visited last, and how many states lie on the way. */
function endOf({ nodes }: Tree, branch: number): { readonly tip: number; readonly count: number } {
  let [tip, count] = [branch, 1];
  for (let next = nodes[tip]?.next ?? null; next !== null; next = nodes[tip]?.next ?? null)
    [tip, count] = [next, count + 1];
  return { tip, count };
}
