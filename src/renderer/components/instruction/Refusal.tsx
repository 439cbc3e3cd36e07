/** Why a sentence, or a part of it, gives no step, and what could be said instead: what is quoted can be clicked. */
import { MessageCircleQuestion } from 'lucide-react';
import type { Declined } from '../../../shared/model/instruction.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import { quotedExamples } from './quotedExamples.ts';

export function Refusal({ declined }: { declined: Declined }) {
  const editor = useEditor();
  const { reason, suggestion } = declined;
  return (
    <div className="refusal" role="status">
      <MessageCircleQuestion size={16} aria-hidden />
      <div className="refusalText">
        <p>{reason}</p>
        <p className="dim">{suggestion}</p>
        <div className="refusalExamples">
          {quotedExamples(suggestion).map((example) => (
            <button key={example} type="button" className="suggestion" onClick={() => editor.bar.current?.(example)}>
              {example}
            </button>
          ))}
        </div>
      </div>
    </div>
  );
}
