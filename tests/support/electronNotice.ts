import type { Reporter, TestModule } from 'vitest/node';

/** Where editor specs lie, which are meant for both hosts. */
const editorSpecs = '/tests/e2e/editor/';

/** Says once, after a run with specs of the editor, that they did not run in Electron, and what would make them. */
export class ElectronNotice implements Reporter {
  readonly #missing: string;
  readonly #say: (line: string) => void;

  constructor(missing: string, say = (line: string): void => void process.stderr.write(line)) {
    this.#missing = missing;
    this.#say = say;
  }

  onTestRunEnd(modules: readonly Pick<TestModule, 'moduleId'>[]): void {
    if (!modules.some(({ moduleId }) => moduleId.replaceAll('\\', '/').includes(editorSpecs))) return;
    this.#say(`\n!!! NOT TESTED IN ELECTRON: the editor's specs ran in Chromium only. ${this.#missing} !!!\n\n`);
  }
}
