/** How an export goes, and what of the picture it kept. */
import { CircleCheck, Download, FolderOpen, TriangleAlert } from 'lucide-react';
import type { ExportResult } from '../../../shared/contract/export.ts';
import type { Job } from '../../../shared/contract/work.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import { fetchResult } from '../../commands/exportActions.ts';
import { formatBytes } from '../../i18n/format.ts';
import { Button } from '../ui/Button.tsx';
import { type Speech, useWords } from '../useWords.ts';

export function ExportOutcome({ job, result }: { job: Job | null; result: ExportResult | null }) {
  const { t, sayFailure, language } = useWords();
  const editor = useEditor();
  if (result !== null) {
    return (
      <div className="outcome" role="status">
        <CircleCheck size={16} aria-hidden className="good" />
        <div className="outcomeText">
          <p>
            <b>{t('export.done', { name: result.name, size: formatBytes(language, result.bytes) })}</b>
          </p>
          <p className="dim">{keptSentence(result, t)}</p>
        </div>
        {(result.download !== null || result.grant !== null) && (
          <Button icon={result.download === null ? FolderOpen : Download} onClick={() => fetchResult(editor, result)}>
            {t(result.download === null ? 'export.reveal' : 'export.download')}
          </Button>
        )}
      </div>
    );
  }
  if (job === null) return null;
  if (job.state === 'failed' || job.state === 'cancelled') {
    return (
      <div className="outcome" role="status">
        <TriangleAlert size={16} aria-hidden className="warn" />
        <p className="outcomeText">{job.error === null ? t('export.cancelled') : sayFailure(job.error)}</p>
      </div>
    );
  }
  return (
    <div className="outcome" role="status">
      <span className="outcomeText figure">{t('export.running', { done: job.done, total: job.total })}</span>
      <progress className="jobBar" value={job.done} max={Math.max(1, job.total)} aria-label={t('job.progress')} />
    </div>
  );
}

/** One line of what survived, e.g. "Kept: EXIF, XMP, profile Display P3, 16 bits per channel." */
function keptSentence({ kept }: ExportResult, t: Speech['t']): string {
  const parts = [
    kept.exif && t('kept.exif'),
    kept.xmp && t('kept.xmp'),
    kept.iptc && t('kept.iptc'),
    kept.icc !== null && t('kept.icc', { profile: kept.icc }),
    kept.alpha && t('kept.alpha'),
    t('kept.depth', { depth: kept.depth }),
  ].filter((part) => part !== false);
  return t('kept.sentence', { parts: parts.join(t('kept.separator')) });
}
