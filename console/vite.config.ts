import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { compileMessages } from './build/compile-messages.ts'
import { compressAssets } from './build/compress-assets.ts'

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: folder('.'),
  base: '/console/',
  plugins: [compileMessages(), react(), compressAssets()],
  build: {
    outDir: folder('../dist/console'),
    emptyOutDir: true,
    // Everything a page loads comes from our own origin as a file: the content security policy has no room for `data:` scripts or fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome123', 'firefox121', 'safari17.5'],
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/healthz': 'http://127.0.0.1:8080' } },
})
