/** Says what the window waits for: a photo from the disk, or an engine that cannot be reached. */
import { LoaderCircle, PlugZap, RotateCw } from 'lucide-react';
import { useStoreOf } from '../../api/EditorContext.tsx';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../useWords.ts';

export function ConnectionBanner() {
  const { t, say } = useWords();
  const { status, engine } = useStoreOf('connection', (connection) => ({
    status: connection.status,
    engine: connection.engine,
  }));
  const opening = useStoreOf('picture', (pictures) => pictures.opening);
  return (
    <div className="bannerPlace" role="status">
      {status === 'open' && opening && (
        <p className="banner" data-tone="calm">
          <LoaderCircle size={16} aria-hidden className="turning" />
          {t('open.opening')}
        </p>
      )}
      {status === 'lost' && (
        <p className="banner">
          <PlugZap size={16} aria-hidden />
          {t('connection.lost')}
        </p>
      )}
      {status === 'open' && engine.state !== 'running' && (
        <p className="banner">
          <PlugZap size={16} aria-hidden />
          {t(engine.state === 'restarting' ? 'connection.restarting' : 'connection.failed')}
          {engine.reason !== null && <span className="dim">{say(engine.reason)}</span>}
        </p>
      )}
      {status === 'refused' && (
        <p className="banner">
          <PlugZap size={16} aria-hidden />
          {t('connection.refused')}
          <Button icon={RotateCw} onClick={() => window.location.reload()}>
            {t('connection.reload')}
          </Button>
        </p>
      )}
    </div>
  );
}
