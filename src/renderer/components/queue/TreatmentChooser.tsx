/** What is done to the photos that wait and to those that are added: automatic, a preset, or a sentence. */
import { type FormEvent, useEffect, useState } from 'react';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { treatQueue } from '../../commands/queueActions.ts';
import { loadPresets, type PresetNames } from '../../commands/recipeActions.ts';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { useWords } from '../useWords.ts';

/** Values of the choice; a preset is its name after this sign. */
const presetSign = 'preset:';

export function TreatmentChooser() {
  const { t } = useWords();
  const editor = useEditor();
  const connected = useStoreOf('connection', ({ status }) => status === 'open');
  const choice = useStoreOf('queue', (queue) => queue.choice);
  const [{ names, usual }, setPresets] = useState<PresetNames>({ names: [], usual: null });
  const [isWriting, setIsWriting] = useState(choice.kind === 'instruction');
  useEffect(() => {
    if (connected) void loadPresets(editor).then(setPresets);
  }, [editor, connected]);
  const chosen = choice.kind === 'preset' ? choice.name : choice.kind === 'usual' ? usual : null;
  const value = isWriting ? 'instruction' : chosen === null ? 'automatic' : `${presetSign}${chosen}`;
  const options = [
    { value: 'automatic', label: t('queue.automatic') },
    ...names.map((name) => ({ value: `${presetSign}${name}`, label: name })),
    { value: 'instruction', label: t('queue.instruction') },
  ];
  const choose = (next: string): void => {
    setIsWriting(next === 'instruction');
    if (next === 'automatic') void treatQueue(editor, { kind: 'automatic' });
    else if (next.startsWith(presetSign)) {
      void treatQueue(editor, { kind: 'preset', name: next.slice(presetSign.length) });
    }
  };
  return (
    <div className="queueTreatment">
      <Choice label={t('queue.treatment')} value={value} options={options} onChange={choose} />
      {isWriting && <SentenceForm said={choice.kind === 'instruction' ? choice.text : ''} />}
    </div>
  );
}

function SentenceForm({ said }: { said: string }) {
  const { t } = useWords();
  const editor = useEditor();
  const [text, setText] = useState(said);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== '') void treatQueue(editor, { kind: 'instruction', text });
  };
  return (
    <form className="queueSentence" onSubmit={submit}>
      <input
        className="textInput"
        aria-label={t('queue.sentence')}
        placeholder={t('queue.placeholder')}
        value={text}
        maxLength={2000}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={text.trim() === '' || text.trim() === said.trim()}>
        {t('queue.apply')}
      </Button>
    </form>
  );
}
