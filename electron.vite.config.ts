/** Bundles the desktop shell, its preload and the page; the engine's processes are bundled by `scripts/build.ts`. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'electron-vite';
import renderer from './vite.renderer.config.ts';

const from = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  main: {
    build: {
      outDir: from('out/main'),
      rollupOptions: { input: from('src/main/index.ts'), output: { format: 'es' } },
      sourcemap: true,
    },
  },
  preload: {
    build: {
      outDir: from('out/preload'),
      // A sandboxed preload is CommonJS and one file.
      rollupOptions: {
        input: from('src/preload/index.ts'),
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer,
});
