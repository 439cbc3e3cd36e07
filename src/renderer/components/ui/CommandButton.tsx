/** An icon button for a command. */
import type { LucideIcon } from 'lucide-react';
import type { CommandId } from '../../commands/commands.ts';
import { useCommand } from '../useCommand.ts';
import { IconButton } from './IconButton.tsx';

interface CommandButtonProps {
  readonly command: CommandId;
  readonly icon: LucideIcon;
  readonly pressed?: boolean;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  readonly size?: number;
  readonly className?: string;
}

export function CommandButton({ command, ...rest }: CommandButtonProps) {
  const { label, keys, enabled, run } = useCommand(command);
  return <IconButton {...rest} label={label} keys={keys} disabled={!enabled} onClick={run} />;
}
