/** Bundles the renderer: the same files for Electron's window and for a browser. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('src/renderer', import.meta.url)),
  // Relative addresses: the files are served from a server's root and from an app scheme.
  base: './',
  plugins: [react()],
  // Replaced in every answer by `src/host/pageFiles.ts`.
  html: { cspNonce: '__NONCE_OF_THIS_ANSWER__' },
  build: {
    outDir: fileURLToPath(new URL('out/renderer', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome138',
    sourcemap: true,
    // Inline data is refused by the content security policy.
    assetsInlineLimit: 0,
    // The page comes from this machine: one file is read faster than many.
    chunkSizeWarningLimit: 1500,
  },
});
