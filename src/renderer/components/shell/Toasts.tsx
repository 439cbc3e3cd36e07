/** Messages at the corner of the picture: what happened, and a way out. */
import { Info, RotateCw, TriangleAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import type { ErrorCode } from '../../../shared/base/errors.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import type { Toast } from '../../state/toastStore.ts';
import { QueueNews } from '../queue/QueueNews.tsx';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { useWords } from '../useWords.ts';

const noticeMs = 6000;

/** Failures that may pass: trying again can help. */
const mayPass: readonly ErrorCode[] = [
  'internal',
  'input-missing',
  'input-unreadable',
  'inference-failed',
  'output-unwritable',
  'disk-full',
  'connection-lost',
];

export function Toasts() {
  const { t } = useWords();
  const showing = useStoreOf('toast', (toasts) => toasts.showing);
  return (
    <section className="toasts" aria-label={t('toasts.title')} aria-live="polite" aria-relevant="additions">
      {showing.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
      <QueueNews />
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const { t, say, sayFailure } = useWords();
  const { stores } = useEditor();
  const { id, about, retry } = toast;
  const code = 'code' in about ? about.code : null;
  const dismiss = (): void => stores.toast.getState().dismiss(id);
  useEffect(() => {
    if (code !== null) return undefined;
    const timer = setTimeout(() => stores.toast.getState().dismiss(id), noticeMs);
    return () => clearTimeout(timer);
  }, [id, code, stores]);
  const Icon = code === null ? Info : TriangleAlert;
  return (
    <article className="toast" data-tone={code === null ? 'notice' : 'problem'}>
      <Icon size={16} aria-hidden className="toastIcon" />
      <div className="toastText">
        {code !== null && <h2 className="toastTitle">{t(`error.${code}`)}</h2>}
        <p>{'code' in about ? sayFailure(about) : say(about)}</p>
        {code !== null && <p className="dim">{t(`wayOut.${code}`)}</p>}
        {retry !== null && code !== null && mayPass.includes(code) && (
          <Button
            icon={RotateCw}
            onClick={() => {
              dismiss();
              retry();
            }}
          >
            {t('toasts.retry')}
          </Button>
        )}
      </div>
      <IconButton icon={X} label={t('dialog.close')} side="left" onClick={dismiss} />
    </article>
  );
}
