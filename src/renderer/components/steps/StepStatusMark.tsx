/** Where the pixels of a step stand, in a sign and a word. */
import { Brush, CircleDashed, CircleDotDashed, CirclePause, Clock, LoaderCircle, TriangleAlert } from 'lucide-react';
import { assertNever } from '../../../shared/base/assert.ts';
import type { StepState } from '../../../shared/contract/picture.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import { startMask } from '../../commands/maskActions.ts';
import { runSteps } from '../../commands/workActions.ts';
import { deviceName } from '../../i18n/deviceName.ts';
import { formatSeconds } from '../../i18n/format.ts';
import { useWords } from '../useWords.ts';

export function StepStatusMark({ step }: { step: StepState }) {
  const { t, language } = useWords();
  const editor = useEditor();
  const { status, seconds, secondsLeft, tilesDone, tilesTotal } = step;
  const tiles = t('step.tiles', { done: tilesDone, total: tilesTotal });
  if (step.enabled && step.region !== null && step.mask === null) {
    return (
      <button type="button" className="mark markButton" data-tone="warn" onClick={() => startMask(editor, step.id)}>
        <Brush size={12} aria-hidden />
        {t('step.wantsMask')}
      </button>
    );
  }
  switch (status) {
    case 'done':
      return seconds === null ? null : (
        <span className="mark figure">
          <Clock size={12} aria-hidden />
          {formatSeconds(language, seconds)}
          {step.device !== null && ` · ${deviceName(step.device)}`}
        </span>
      );
    case 'running':
      return (
        <span className="mark figure" data-tone="accent">
          <LoaderCircle size={12} aria-hidden className="turning" />
          {tiles}
        </span>
      );
    case 'paused':
      return (
        <span className="mark figure">
          <CirclePause size={12} aria-hidden />
          {t('step.paused')} {tiles}
        </span>
      );
    case 'waiting':
      return (
        <span className="mark">
          <CircleDashed size={12} aria-hidden />
          {t('step.waiting')}
        </span>
      );
    case 'partial':
      return (
        <span className="mark figure" title={t('step.partialAbout')}>
          <CircleDotDashed size={12} aria-hidden />
          {t('step.partial')} {tiles}
        </span>
      );
    case 'stale':
    case 'failed':
      return (
        <button
          type="button"
          className="mark markButton"
          data-tone={status === 'stale' ? 'warn' : 'bad'}
          onClick={() => void runSteps(editor, step.id)}
        >
          {status === 'stale' ? <span className="dot" aria-hidden /> : <TriangleAlert size={12} aria-hidden />}
          {t(status === 'stale' ? 'step.stale' : 'step.failed')}
          {secondsLeft !== null && ` · ${t('step.cost', { time: formatSeconds(language, secondsLeft) })}`}
        </button>
      );
    default:
      return assertNever(status, 'StepStatusMark');
  }
}
