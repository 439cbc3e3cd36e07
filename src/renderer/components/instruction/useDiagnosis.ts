/** What is wrong with the picture on screen, asked once for each picture and language. */
import { useEffect, useState } from 'react';
import type { Diagnosis } from '../../../shared/model/diagnosis.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { useWords } from '../useWords.ts';

/** Null while it is not known, or cannot be: without a diagnoser there is no proposal, and no reason for a message. */
export function useDiagnosis(): Diagnosis | null {
  const { client } = useEditor();
  const { language } = useWords();
  const document = useStoreOf('picture', ({ current }) => current);
  const [diagnosis, setDiagnosis] = useState<Diagnosis | null>(null);
  useEffect(() => {
    setDiagnosis(null);
    if (document === null) return undefined;
    const asking = new AbortController();
    client.picture.diagnose({ document, language }, asking.signal).then(setDiagnosis, () => undefined);
    return () => asking.abort();
  }, [client, document, language]);
  return diagnosis;
}
