/** What can be done with one step: the entries of its menu. */
import {
  ArrowDown,
  ArrowUp,
  Brush,
  Columns2,
  Copy,
  FlipHorizontal2,
  type LucideIcon,
  PenLine,
  SquareX,
  Trash2,
} from 'lucide-react';
import type { StepState } from '../../../shared/contract/picture.ts';
import type { Editor } from '../../api/editor.ts';
import type { CommandId } from '../../commands/commands.ts';
import { canRun, runCommand } from '../../commands/runCommand.ts';

interface StepAction {
  readonly command: CommandId;
  readonly icon: LucideIcon;
  /** Starts a new group of the menu. */
  readonly line: boolean;
}

const action = (command: CommandId, icon: LucideIcon, line = false): StepAction => ({ command, icon, line });

export const stepActions: readonly StepAction[] = [
  action('step.scope', Columns2),
  action('step.rename', PenLine),
  action('step.duplicate', Copy),
  action('step.later', ArrowUp, true),
  action('step.earlier', ArrowDown),
  action('mask.paint', Brush, true),
  action('mask.invert', FlipHorizontal2),
  action('mask.clear', SquareX),
  action('step.remove', Trash2, true),
];

/** Commands speak about the selected step: the menu of another one selects it first. */
export function runOnStep(editor: Editor, step: StepState, command: CommandId): void {
  editor.stores.picture.getState().select(step.id);
  runCommand(editor, command);
}

/** Whether the entry means anything for this step. */
export function canRunOnStep(editor: Editor, step: StepState, command: CommandId): boolean {
  return command === 'mask.invert' || command === 'mask.clear' ? step.mask !== null : canRun(editor, 'window.panel');
}
