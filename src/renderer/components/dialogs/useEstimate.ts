/** Size and name that an export would have, asked anew a moment after the options changed. */
import { useEffect, useState } from 'react';
import type { PictureState } from '../../../shared/contract/picture.ts';
import type { ExportOptions } from '../../../shared/model/exportOptions.ts';
import { useEditor } from '../../api/EditorContext.tsx';

const pauseMs = 200;

interface Estimate {
  readonly bytes: number;
  readonly name: string;
}

export function useEstimate(picture: PictureState, options: ExportOptions): Estimate | null {
  const { client } = useEditor();
  const [estimate, setEstimate] = useState<Estimate | null>(null);
  const document = picture.info.id;
  const { revision } = picture;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision of the picture has another size.
  useEffect(() => {
    const asking = new AbortController();
    const timer = setTimeout(() => {
      // An unfinished pattern cannot be estimated; the last estimate stays until the next one.
      client.export.estimate({ document, options }, asking.signal).then(setEstimate, () => undefined);
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [client, document, options, revision]);
  return estimate;
}
