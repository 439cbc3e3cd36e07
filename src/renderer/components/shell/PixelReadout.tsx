/** Place and values of the pixel under the pointer, before and after. */
import { useStoreOf } from '../../api/EditorContext.tsx';
import { useWords } from '../useWords.ts';

export function PixelReadout() {
  const { t } = useWords();
  const pixel = useStoreOf('layout', (layout) => layout.pixel);
  if (pixel === null) return null;
  return (
    <span className="figure statusPart pixel">
      {pixel.x}, {pixel.y}{' '}
      <span className="pixelValues">
        {pixel.before.join(' ')} <span aria-label={t('status.became')}>→</span> {pixel.after.join(' ')}
      </span>
    </span>
  );
}
