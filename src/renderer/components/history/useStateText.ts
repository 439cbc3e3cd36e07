/** What happened in a state, in words. */
import { assertNever } from '../../../shared/base/assert.ts';
import type { HistoryTree } from '../../../shared/contract/history.ts';
import { formatPercent, formatSigned } from '../../i18n/format.ts';
import { type Speech, useWords } from '../useWords.ts';

type Line = HistoryTree['nodes'][number];

/** The user's name for a state, or what happened in it. */
export function useStateText(): (line: Line) => string {
  const speech = useWords();
  return (line) => line.name ?? happened(line, speech);
}

function happened({ kind, operations, setting, value }: Line, { t, operation, language }: Speech): string {
  const name = operations.map(operation).join(t('history.and'));
  switch (kind) {
    case null:
      return t('history.beginning');
    case 'added':
      return t('history.added', { name });
    case 'moved':
      return t('history.moved', { name });
    case 'removed':
      return t('history.removed', { name });
    case 'changed':
      break;
    default:
      return t('history.masked', { name });
  }
  switch (setting) {
    case 'strength':
      return t('history.strength', { name, value: formatPercent(language, value ?? 0) });
    case 'enabled':
      return t(value === 1 ? 'history.on' : 'history.off', { name });
    case 'parameters':
      return t('history.set', { name, value: formatSigned(language, value ?? 0, 2) });
    case 'region':
      return t('history.region', { name });
    case 'name':
    case null:
      return t('history.renamed', { name });
    default:
      return assertNever(setting, 'useStateText');
  }
}
