/** Words and numbers in the user's language. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../shared/base/assert.ts';
import type { Failure } from '../../shared/base/errors.ts';
import type { Sentence } from '../../shared/base/sentence.ts';
import { type Language, languages, type OperationId, operations } from '../../shared/model/operation.ts';
import { sayFailure, saySentence, saySentences } from '../../shared/words/saySentence.ts';
import type { Say } from '../../shared/words/words.ts';
import { formatPercent, formatSigned } from '../i18n/format.ts';
import { mainAmount } from '../state/parameterRanges.ts';

type Amounts = Parameters<typeof mainAmount>[0];

export interface Speech {
  readonly t: Say;
  readonly language: Language;
  readonly say: (sentence: Sentence) => string;
  readonly sayAll: (sentences: readonly Sentence[]) => string;
  readonly sayFailure: (failure: Failure) => string;
  readonly operation: (id: OperationId) => string;
  /** The number that matters about a step, with its unit. */
  readonly amount: (step: Amounts) => string;
}

export function useWords(): Speech {
  const { t, i18n } = useTranslation();
  const language = languages.find((known) => known === i18n.language) ?? 'en';
  return useMemo(() => {
    const words: Say = (key, values) => t(key, { ...values });
    return {
      t: words,
      say: (sentence) => saySentence(words, sentence),
      sayAll: (sentences) => saySentences(words, sentences),
      sayFailure: (failure) => sayFailure(words, failure),
      language,
      operation: (id) => operations[id].label[language],
      amount: (step) => amountText(language, step),
    };
  }, [t, language]);
}

function amountText(language: Language, step: Amounts): string {
  const { name, value } = mainAmount(step);
  switch (name) {
    case 'strength':
      return formatPercent(language, value);
    case 'ev':
      return `${formatSigned(language, value, 2)} EV`;
    case 'factor':
      return `${value}×`;
    case 'radius':
    case 'amount':
      return step.operation === 'sharpen' ? String(value) : formatSigned(language, value);
    default:
      return assertNever(name, 'amountText');
  }
}
