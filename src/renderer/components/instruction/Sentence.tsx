/** The text field of the bar, with a copy of its text behind it in which the words of each chip are marked. */
import { ChevronRight, CornerDownLeft } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { submitSentence } from '../../commands/instructionActions.ts';
import { cutText, wordRanges } from '../../state/wordRanges.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../useWords.ts';
import { useCompletion } from './useCompletion.ts';

export function Sentence() {
  const { t } = useWords();
  const editor = useEditor();
  const { text, chips, pointed, recalled, readText } = useStoreOf('instruction', (state) => ({
    text: state.text,
    chips: state.chips,
    pointed: state.pointed,
    recalled: state.recalled,
    readText: state.readText,
  }));
  const picture = useStoreOf('picture', ({ current }) => current);
  const hasDialog = useStoreOf('layout', ({ dialog }) => dialog !== null);
  const greeted = useRef<typeof picture>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const instruction = editor.stores.instruction;
  const ranges = useMemo(() => wordRanges(text, chips), [text, chips]);
  const completion = useCompletion(text);

  useEffect(() => {
    editor.bar.current = (given) => {
      if (given !== undefined) instruction.getState().setText(given);
      field.current?.focus();
    };
    return () => {
      editor.bar.current = null;
    };
  }, [editor, instruction]);

  // A picture that was just opened waits for a sentence, once the dialog that it was chosen in is closed.
  useEffect(() => {
    if (hasDialog || greeted.current === picture) return;
    greeted.current = picture;
    field.current?.focus();
  }, [picture, hasDialog]);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const { key, shiftKey } = event;
    if (key === 'Enter' && !shiftKey) {
      event.preventDefault();
      void submitSentence(editor);
    } else if (key === 'Escape') {
      event.currentTarget.blur();
      editor.viewer.current?.focus();
    } else if (key === 'Tab' && !shiftKey && completion !== '') {
      event.preventDefault();
      instruction.getState().setText(text + completion);
    } else if (key === 'ArrowUp' && (text === '' || recalled > 0)) {
      event.preventDefault();
      instruction.getState().recall(1);
    } else if (key === 'ArrowDown' && recalled > 0) {
      event.preventDefault();
      instruction.getState().recall(-1);
    }
  };

  /** The chip of the words under the pointer lights up. */
  const onPointerMove = (event: PointerEvent): void => {
    const marks = [...(mirror.current?.querySelectorAll<HTMLElement>('[data-chip]') ?? [])];
    const hit = marks.find((mark) =>
      [...mark.getClientRects()].some(
        (box) =>
          event.clientX >= box.left &&
          event.clientX <= box.right &&
          event.clientY >= box.top &&
          event.clientY <= box.bottom,
      ),
    );
    const key = hit?.dataset.chip ?? null;
    if (key !== pointed) instruction.getState().point(key);
  };

  return (
    <div className="sentence">
      <ChevronRight size={18} aria-hidden className="prompt" />
      <div className="sentenceField">
        <div className="mirror" ref={mirror} aria-hidden>
          {cutText(text, ranges).map((piece) =>
            piece.key === null ? (
              <span key={piece.start}>{piece.text}</span>
            ) : (
              <mark key={piece.start} data-chip={piece.key} data-lit={piece.key === pointed || undefined}>
                {piece.text}
              </mark>
            ),
          )}
          <span className="ghost">{completion}</span>
        </div>
        <textarea
          ref={field}
          className="sentenceInput"
          rows={1}
          value={text}
          placeholder={t('bar.placeholder')}
          aria-label={t('bar.label')}
          aria-keyshortcuts="/"
          spellCheck={false}
          maxLength={4000}
          onChange={(event) => instruction.getState().setText(event.target.value)}
          onKeyDown={onKeyDown}
          onPointerMove={onPointerMove}
          onPointerLeave={() => instruction.getState().point(null)}
        />
      </div>
      {completion !== '' && <kbd className="kbd">{t('key.tab')}</kbd>}
      <Button
        tone={chips.length > 0 ? 'primary' : 'plain'}
        icon={CornerDownLeft}
        disabled={text.trim() === '' || (readText === text && chips.length === 0)}
        onClick={() => void submitSentence(editor)}
      >
        {t('bar.run')}
      </Button>
    </div>
  );
}
