import { defineConfig } from 'vitest/config';
import { usableElectron } from './scripts/findElectron.ts';
import { ElectronNotice } from './tests/support/electronNotice.ts';

const editorSpecs = 'tests/e2e/editor/**/*.test.ts';
const { binary, missing } = usableElectron();

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'node', include: ['tests/**/*.test.ts'] } },
      // The same specs once more, in the desktop's own window.
      ...(binary === null
        ? []
        : [
            {
              extends: true as const,
              test: { name: 'electron', include: [editorSpecs], env: { PATINA_TEST_ELECTRON: binary } },
            },
          ]),
    ],
    reporters: missing === null ? ['default'] : ['default', new ElectronNotice(missing)],
    setupFiles: ['tests/support/propertySeed.ts'],
    // Real pictures and real networks on two cores: one file at a time keeps memory and timing sane.
    maxWorkers: 2,
    // A machine that is busy with other things is slow, not broken.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 120_000 } },
  },
});
