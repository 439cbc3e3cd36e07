/** Adds a part without drawing it: in the middle of what is seen, to be moved by its handles or by numbers. */
import { DropdownMenu } from 'radix-ui';
import type { StepId } from '../../../shared/base/ids.ts';
import type { ComponentKind, MaskComponent } from '../../../shared/model/mask.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { addComponent } from '../../commands/maskActions.ts';
import { currentPicture } from '../../state/pictureStore.ts';
import { IconMenu } from '../ui/IconMenu.tsx';
import { useWords } from '../useWords.ts';
import { addPartIcon, partIcons } from './partIcons.ts';

const kinds = ['rectangle', 'ellipse', 'linear', 'radial', 'luminance'] as const satisfies readonly ComponentKind[];

export function AddPart({ step }: { step: StepId }) {
  const { t } = useWords();
  const editor = useEditor();
  const size = useStoreOf('picture', (pictures) => currentPicture(pictures)?.info ?? null);
  if (size === null) return null;
  return (
    <IconMenu icon={addPartIcon} label={t('mask.add')} align="start">
      {kinds.map((kind) => {
        const KindIcon = partIcons[kind];
        return (
          <DropdownMenu.Item
            key={kind}
            className="menuItem"
            onSelect={() => void addComponent(editor, step, middleOf(kind, size))}
          >
            <KindIcon className="menuIcon" size={14} aria-hidden />
            {t(`mask.kind.${kind}`)}
          </DropdownMenu.Item>
        );
      })}
    </IconMenu>
  );
}

function middleOf(kind: (typeof kinds)[number], { width, height }: { width: number; height: number }): MaskComponent {
  const how = { mode: 'add', inverted: false } as const;
  const [x, y] = [Math.round(width / 2), Math.round(height / 2)];
  if (kind === 'luminance') return { kind, ...how, low: 0.5, high: 1, softness: 0.1 };
  if (kind === 'linear')
    return { kind, ...how, x, y: Math.round(height / 4), toX: x, toY: Math.round((3 * height) / 4) };
  const box = { x, y, width: x, height: y, angle: 0 };
  return kind === 'radial' ? { kind, ...how, ...box, hardness: 0.3 } : { kind, ...how, ...box };
}
