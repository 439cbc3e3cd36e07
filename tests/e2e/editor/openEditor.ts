import { launchEditor } from './desktopEditor.ts';
import type { EditorOptions, EditorUnderTest } from './editorUnderTest.ts';
import { serveEditor } from './servedEditor.ts';

/**
 * The real editor as a person has it, in the host that this run of the specs is about: Electron where the run named its
 * binary by `PATINA_TEST_ELECTRON`, else Chromium.
 */
export function openEditor(options: EditorOptions = {}): Promise<EditorUnderTest> {
  const binary = process.env['PATINA_TEST_ELECTRON'] ?? '';
  return binary === '' ? serveEditor(options) : launchEditor(binary, options);
}
