import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Real pictures and real networks on two cores: one file at a time keeps memory and timing sane.
    maxWorkers: 2,
    // A machine that is busy with other things is slow, not broken.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
