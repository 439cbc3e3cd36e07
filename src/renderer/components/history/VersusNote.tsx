/** Says that the picture is compared with another state of its edit, and leads back. */
import { X } from 'lucide-react';
import { useStoreOf } from '../../api/EditorContext.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { useCommand } from '../useCommand.ts';
import { useWords } from '../useWords.ts';
import { useStateText } from './useStateText.ts';

export function VersusNote() {
  const { t } = useWords();
  const text = useStateText();
  const leave = useCommand('history.leave');
  const versus = useStoreOf('picture', (pictures) => pictures.versus);
  const line = useStoreOf('history', ({ trees }) => trees);
  const document = useStoreOf('picture', ({ current }) => current);
  const found = versus === null || document === null ? undefined : line[document]?.nodes[versus.state];
  if (found === undefined) return null;
  return (
    <p className="scopeNote" role="status">
      {t('history.versus', { name: text(found) })}
      <IconButton icon={X} size={14} label={leave.label} onClick={leave.run} />
    </p>
  );
}
