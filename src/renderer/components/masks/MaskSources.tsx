/** Takes the mask of another step: offered where there is one. */
import { CopyPlus } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { StepId } from '../../../shared/base/ids.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { takeMask } from '../../commands/maskActions.ts';
import { currentPicture } from '../../state/pictureStore.ts';
import { operationIcons } from '../operationIcons.ts';
import { IconMenu } from '../ui/IconMenu.tsx';
import { useWords } from '../useWords.ts';

export function MaskSources({ step }: { step: StepId }) {
  const { t, operation } = useWords();
  const editor = useEditor();
  const steps = useStoreOf('picture', (pictures) => currentPicture(pictures)?.steps ?? []);
  const others = steps.filter((each) => each.id !== step && each.mask !== null);
  if (others.length === 0) return null;
  return (
    <IconMenu icon={CopyPlus} label={t('mask.take')}>
      <DropdownMenu.Label className="menuLabel">{t('mask.takeFrom')}</DropdownMenu.Label>
      {others.map((other) => {
        const Icon = operationIcons[other.operation];
        const name = other.name ?? operation(other.operation);
        const own = other.mask?.name ?? '';
        return (
          <DropdownMenu.Item key={other.id} className="menuItem" onSelect={() => void takeMask(editor, step, other.id)}>
            <Icon className="menuIcon" size={14} aria-hidden />
            {own === '' ? name : t('mask.takeNamed', { mask: own, step: name })}
          </DropdownMenu.Item>
        );
      })}
    </IconMenu>
  );
}
