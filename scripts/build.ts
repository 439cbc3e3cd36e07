/**
 * Bundles everything into `out/`: command line and processes by esbuild (some packages stay outside), the desktop
 * shell, its preload and the page by electron-vite; beside them the licences of what lies inside. `--engine` builds the
 * first half only.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { build, type Plugin } from 'esbuild';

const onlyEngine = process.argv.includes('--engine');
for (const folder of onlyEngine ? ['cli', 'processes', 'chunks'] : ['']) {
  rmSync(`out/${folder}`, { recursive: true, force: true });
}
/** What zod would say in fifty languages is never said here, and was half of the code that every process reads first. */
const withoutLanguages: Plugin = {
  name: 'without-languages-of-zod',
  setup: (bundle) => {
    bundle.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: '' }));
  },
};

await build({
  entryPoints: {
    'cli/index': 'src/cli/index.ts',
    'processes/engineProcess': 'src/processes/engineProcess.ts',
    'processes/inferenceProcess': 'src/processes/inferenceProcess.ts',
    'processes/networkThread': 'src/processes/networkThread.ts',
  },
  outdir: 'out',
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  // Packages with native parts or CommonJS stay outside; what is bundled starts faster.
  external: ['commander', 'onnxruntime-node', 'sharp', 'ws'],
  plugins: [withoutLanguages],
  sourcemap: true,
  logLevel: 'warning',
});
if (!onlyEngine) {
  const { build: buildEditor } = await import('electron-vite');
  await buildEditor({ logLevel: 'warn' });
  const { licencesOf, licencesText } = await import('./package/licences.ts');
  writeFileSync('out/licences.txt', licencesText(licencesOf([])));
}
