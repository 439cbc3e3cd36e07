/** Export: how the picture is written and where to, with the size it will have; then what was kept. */
import { useState } from 'react';
import type { JobId } from '../../../shared/base/ids.ts';
import type { PictureState } from '../../../shared/contract/picture.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { startExport, usualOptions } from '../../commands/exportActions.ts';
import { cancelJob } from '../../commands/workActions.ts';
import { formatBytes } from '../../i18n/format.ts';
import { isOver, jobById } from '../../state/jobStore.ts';
import { currentPicture } from '../../state/pictureStore.ts';
import { Button } from '../ui/Button.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { useWords } from '../useWords.ts';
import { type ChosenDestination, ExportDestination, grantOf } from './ExportDestination.tsx';
import { ExportOptionsForm } from './ExportOptionsForm.tsx';
import { ExportOutcome } from './ExportOutcome.tsx';
import { useEstimate } from './useEstimate.ts';

export function ExportDialog({ onClose }: { onClose: () => void }) {
  const picture = useStoreOf('picture', currentPicture);
  return picture === null ? null : <ExportSheet picture={picture} onClose={onClose} />;
}

function ExportSheet({ picture, onClose }: { picture: PictureState; onClose: () => void }) {
  const { t, language } = useWords();
  const editor = useEditor();
  const host = useStoreOf('connection', ({ info }) => info?.host ?? 'browser');
  const [options, setOptions] = useState(() => usualOptions(picture.info));
  const [destination, setDestination] = useState<ChosenDestination>(
    host === 'browser' ? { kind: 'download' } : { kind: 'beside-source' },
  );
  const [started, setStarted] = useState<JobId | null>(null);
  const job = useStoreOf('job', (jobs) => jobById(jobs, started));
  const result = useStoreOf('job', ({ exported }) => exported.find((each) => each.job === started) ?? null);
  const estimate = useEstimate(picture, options);
  const busy = job !== null && !isOver(job);

  const begin = async (): Promise<void> => {
    const begun = await startExport(editor, options, grantOf(destination));
    setStarted(begun?.id ?? null);
  };
  const footer = (
    <>
      <span className="estimate figure" aria-live="polite">
        {estimate !== null && t('export.estimate', { size: formatBytes(language, estimate.bytes) })}
      </span>
      <span className="spacer" />
      {busy ? (
        <Button onClick={() => void cancelJob(editor)}>{t('command.work.cancel')}</Button>
      ) : (
        <Button onClick={onClose}>{t('dialog.close')}</Button>
      )}
      <Button tone="primary" disabled={busy} onClick={() => void begin()}>
        {t(result === null ? 'export.start' : 'export.again')}
      </Button>
    </>
  );
  return (
    <Sheet title={t('export.title', { name: picture.info.name })} width={560} onClose={onClose} footer={footer}>
      <ExportOptionsForm
        picture={picture}
        options={options}
        name={estimate?.name ?? null}
        onChange={(changes) => setOptions({ ...options, ...changes })}
      />
      <ExportDestination host={host} destination={destination} onChange={setDestination} />
      <ExportOutcome job={job} result={result} />
    </Sheet>
  );
}
