/** One state on the way: a click goes there, pointing at it shows it, and it can be named and compared. */
import { CircleDot, Columns2, Dot, EllipsisVertical, Flag, PenLine } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { type KeyboardEvent, useState } from 'react';
import { useEditor } from '../../api/EditorContext.tsx';
import { compareWith, jumpTo, nameState } from '../../commands/historyActions.ts';
import type { Tree } from '../../state/historyStore.ts';
import { useAfterMenu } from '../ui/useAfterMenu.ts';
import { useWords } from '../useWords.ts';
import { useStatePreview } from './useStatePreview.ts';
import { useStateText } from './useStateText.ts';

interface StateRowProps {
  readonly tree: Tree;
  readonly state: number;
  /** It was undone and waits for redo. */
  readonly isAhead: boolean;
}

export function StateRow({ tree, state, isAhead }: StateRowProps) {
  const { t } = useWords();
  const text = useStateText();
  const editor = useEditor();
  const preview = useStatePreview(state, state === tree.head);
  const [naming, setNaming] = useState(false);
  const after = useAfterMenu();
  const line = tree.nodes[state];
  if (line === undefined) return null;
  const isShown = state === tree.head;
  const Sign = isShown ? CircleDot : line.name === null ? Dot : Flag;
  const name = text(line);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'F2') setNaming(true);
    else if (event.key.toLowerCase() === 'c' && !event.ctrlKey && !event.metaKey) void compareWith(editor, state);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="stateRow" data-shown={isShown || undefined} data-ahead={isAhead || undefined}>
      <Sign size={14} aria-hidden className="stateSign" />
      {naming ? (
        <StateName
          name={line.name ?? ''}
          onDone={() => setNaming(false)}
          onName={(typed) => nameState(editor, state, typed)}
        />
      ) : (
        <button
          type="button"
          className="stateMain"
          data-named={line.name !== null || undefined}
          aria-current={isShown || undefined}
          aria-keyshortcuts="F2 C"
          onClick={() => void jumpTo(editor, state)}
          onDoubleClick={() => setNaming(true)}
          onKeyDown={onKeyDown}
          {...preview}
        >
          {name}
          {isShown && <span className="hidden">, {t('history.shown')}</span>}
          {isAhead && <span className="hidden">, {t('history.undone')}</span>}
        </button>
      )}
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="iconButton stateMenu" aria-label={t('history.menu', { name })}>
          <EllipsisVertical size={14} aria-hidden />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            className="menu"
            align="end"
            sideOffset={4}
            collisionPadding={8}
            onCloseAutoFocus={after.onCloseAutoFocus}
          >
            <DropdownMenu.Item className="menuItem" onSelect={() => after.choose(() => setNaming(true))}>
              <PenLine className="menuIcon" size={14} aria-hidden />
              {t('history.name')}
              <kbd className="menuKey">F2</kbd>
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menuItem" disabled={isShown} onSelect={() => void compareWith(editor, state)}>
              <Columns2 className="menuIcon" size={14} aria-hidden />
              {t('history.compare')}
              <kbd className="menuKey">C</kbd>
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </div>
  );
}

interface StateNameProps {
  readonly name: string;
  readonly onDone: () => void;
  readonly onName: (typed: string) => Promise<void>;
}

/** Enter keeps the name, Escape does not; an empty one takes the name away. */
function StateName({ name, onDone, onName }: StateNameProps) {
  const { t } = useWords();
  const keep = (typed: string): void => {
    onDone();
    if (typed.trim() !== name) void onName(typed);
  };
  return (
    <input
      className="textInput stateNameInput"
      defaultValue={name}
      maxLength={80}
      aria-label={t('history.name')}
      // biome-ignore lint/a11y/noAutofocus: the user asked for this field a moment ago.
      autoFocus
      onBlur={(event) => keep(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep(event.currentTarget.value);
        if (event.key === 'Escape') onDone();
        event.stopPropagation();
      }}
    />
  );
}
