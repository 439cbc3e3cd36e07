/** The way to the folder that is shown; every part leads back. */
import { ChevronRight } from 'lucide-react';
import { useWords } from '../useWords.ts';
import type { Folders } from './useFolders.ts';

export function Crumbs({ path, goUp }: Pick<Folders, 'path' | 'goUp'>) {
  const { t } = useWords();
  return (
    <nav className="crumbs" aria-label={t('open.path')}>
      <button type="button" className="crumb" onClick={() => goUp(0)}>
        {t('open.roots')}
      </button>
      {path.map((each, index) => (
        <span key={each.grant} className="crumbPart">
          <ChevronRight size={14} aria-hidden />
          <button type="button" className="crumb" onClick={() => goUp(index + 1)}>
            {each.name}
          </button>
        </span>
      ))}
    </nav>
  );
}
