import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { compileMessages } from './build/compile-messages.ts'
import { compressAssets } from './build/compress-assets.ts'
import { mantineStyles } from './build/mantine-styles.ts'

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** All that the sign-in page needs of the library beyond what every page has. */
const FORMS = /@mantine\/(form\/|core\/esm\/components\/(Input|InputBase|TextInput|PasswordInput|Paper|Title)\/)/

export default defineConfig({
  root: folder('.'),
  base: '/console/',
  plugins: [compileMessages(), mantineStyles(), react(), compressAssets()],
  build: {
    outDir: folder('../dist/console'),
    emptyOutDir: true,
    // Everything a page loads comes from our own origin as a file: the content security policy has no room for `data:` scripts or fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What every page needs, what forms need, and what two pages share: a file each, not forty of a kilobyte.
        codeSplitting: {
          groups: [
            { name: 'initial', tags: ['$initial'], priority: 3 },
            { name: 'forms', test: FORMS, minShareCount: 2, priority: 2 },
            { name: 'library', test: /node_modules/, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
    target: ['chrome123', 'firefox121', 'safari17.5'],
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/healthz': 'http://127.0.0.1:8080' } },
})
