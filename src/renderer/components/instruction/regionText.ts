/** A region in words; empty for the whole picture. */
import type { Region } from '../../../shared/model/recipe.ts';
import type { Speech } from '../useWords.ts';

export function regionText(region: Region, t: Speech['t']): string {
  if (region === null) return '';
  if (region === 'mask') return t('region.mask');
  if (region === 'outside-mask') return t('region.outside');
  return region.words;
}
