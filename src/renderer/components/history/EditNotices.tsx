/** What the user should know about the edit of the photo, and what can be done about it. */
import { Info, TriangleAlert } from 'lucide-react';
import type { Notice, NoticeAnswer } from '../../../shared/contract/picture.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { answerNotice } from '../../commands/historyActions.ts';
import { currentPicture } from '../../state/pictureStore.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../useWords.ts';

/** Something is lost, or would be, if nothing is done. */
const urgent: readonly Notice['kind'][] = ['not-saved', 'damaged', 'pixels-changed'];

export function EditNotices() {
  const { t, say } = useWords();
  const editor = useEditor();
  const notices = useStoreOf('picture', (pictures) => currentPicture(pictures)?.notices ?? []);
  return notices.map(({ kind, detail, answers }) => {
    const Icon = urgent.includes(kind) ? TriangleAlert : Info;
    const answer = (given: NoticeAnswer) => () => void answerNotice(editor, kind, given);
    return (
      <div key={kind} className="editNotice" role="status" data-tone={urgent.includes(kind) ? 'warn' : undefined}>
        <Icon size={16} aria-hidden />
        <span className="editNoticeText">
          {t(`notice.${kind}`, { detail: typeof detail === 'string' ? detail : say(detail) })}
        </span>
        {answers.map((each) => (
          <Button key={each} className="small" onClick={answer(each)}>
            {t(`answer.${each}`)}
          </Button>
        ))}
      </div>
    );
  });
}
