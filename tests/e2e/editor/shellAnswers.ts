/**
 * What is done inside of Electron's main process in a person's place. Each function is sent there as text with the module
 * `electron` as its first argument: it knows nothing but its arguments.
 */
import type * as Electron from 'electron';

type Shell = typeof Electron;
type Remembering = typeof globalThis & { shownFiles?: string[] };

/** From now on the dialog that opens files is answered with one path. */
export function answerOpening({ dialog }: Pick<Shell, 'dialog'>, path: string): void {
  dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
}

/** From now on whoever is asked whether the window may close says that it may. */
export function answerClosing({ dialog }: Pick<Shell, 'dialog'>): void {
  dialog.showMessageBoxSync = () => 0;
}

/** From now on files that would be shown in their folder are written down instead. */
export function watchShown({ shell }: Pick<Shell, 'shell'>): void {
  const remembering: Remembering = globalThis;
  remembering.shownFiles = [];
  shell.showItemInFolder = (path) => void remembering.shownFiles?.push(path);
}

/** The files that would have been shown so far. */
export function shownFiles(_electron: unknown): string[] {
  return (globalThis as Remembering).shownFiles ?? [];
}

/** The engine among the processes that Electron knows of; throws where it runs no engine. */
export function engineProcessId({ app }: Pick<Shell, 'app'>): number {
  const engine = app.getAppMetrics().find(({ name, serviceName }) => [name, serviceName].includes('Patina engine'));
  if (engine === undefined) throw new Error('The engine process was not found.');
  return engine.pid;
}
