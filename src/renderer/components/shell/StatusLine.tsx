/** The bottom line: the device that computes, the job at work, the pixel under the pointer, memory, problems. */
import { Cpu } from 'lucide-react';
import { useStoreOf } from '../../api/EditorContext.tsx';
import { deviceName } from '../../i18n/deviceName.ts';
import { formatBytes } from '../../i18n/format.ts';
import { QueueStatus } from '../queue/QueueStatus.tsx';
import { Hint } from '../ui/Hint.tsx';
import { useWords } from '../useWords.ts';
import { JobProgress } from './JobProgress.tsx';
import { PixelReadout } from './PixelReadout.tsx';
import { Problems } from './Problems.tsx';

export function StatusLine() {
  const { t, language, sayAll } = useWords();
  const { info, memoryBytes } = useStoreOf('connection', (state) => ({
    info: state.info,
    memoryBytes: state.memoryBytes,
  }));
  return (
    <footer className="status">
      {info !== null && (
        <Hint text={sayAll(info.deviceReasons)} side="top">
          <button
            type="button"
            className="statusDevice"
            aria-label={t('status.device', { device: deviceName(info.device) })}
          >
            <Cpu size={14} aria-hidden />
            {deviceName(info.device)}
          </button>
        </Hint>
      )}
      <JobProgress />
      <QueueStatus />
      <span className="spacer" />
      <PixelReadout />
      {memoryBytes !== null && (
        <Hint text={t('status.memoryAbout')} side="top">
          <span className="figure statusPart">{formatBytes(language, memoryBytes)}</span>
        </Hint>
      )}
      <Problems />
    </footer>
  );
}
