import { screen } from 'electron';
import * as z from 'zod';
import { readJsonFile, writeJsonFile } from '../../host/jsonFile.ts';

const stateSchema = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(400).max(20_000),
  height: z.number().int().min(300).max(20_000),
  isMaximised: z.boolean(),
});
export type WindowState = z.infer<typeof stateSchema>;

const usual: WindowState = { width: 1440, height: 900, isMaximised: false };
/** So much of a window must be on some display, or it is put where the system likes. */
const leastVisible = 80;

/** Where the window was, or a sensible place where that is unknown or no display shows it any more. */
export async function readWindowState(path: string): Promise<WindowState> {
  const parsed = stateSchema.safeParse(await readJsonFile(path));
  if (!parsed.success) return usual;
  const { x, y, width, height } = parsed.data;
  if (x === undefined || y === undefined) return parsed.data;
  const isSeen = screen.getAllDisplays().some(({ workArea }) => {
    const across = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x);
    const down = Math.min(y + height, workArea.y + workArea.height) - Math.max(y, workArea.y);
    return across >= leastVisible && down >= leastVisible;
  });
  return isSeen ? parsed.data : { width, height, isMaximised: parsed.data.isMaximised };
}

/** Keeps where the window is; a disk that takes no more is no reason to complain. */
export async function keepWindowState(path: string, state: WindowState): Promise<void> {
  await writeJsonFile(path, state).catch(() => undefined);
}
