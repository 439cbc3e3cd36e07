/** Bundles the command line and the inference process into `out/`; packages with native parts stay outside. */
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('out', { recursive: true, force: true });
await build({
  entryPoints: { 'cli/index': 'src/cli/index.ts', 'processes/inferenceProcess': 'src/processes/inferenceProcess.ts' },
  outdir: 'out',
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
