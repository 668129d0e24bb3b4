import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { compileMessages } from './build/compile-messages.ts'
import { compressAssets } from './build/compress-assets.ts'
import { mantineStyles } from './build/mantine-styles.ts'

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const mantine = (...components: readonly string[]): RegExp =>
  new RegExp(`@mantine/core/esm/components/(${components.join('|')})/`)

const modules = (...names: readonly string[]): RegExp => new RegExp(`node_modules/(${names.join('|')})`)

/** Not needed by a list before somebody reaches for it; each of them is a file that pages share. */
const LATER = {
  forms: [modules('@mantine/form/', 'klona/', 'fast-deep-equal/')],
  overlays: [
    modules('@floating-ui/', 'react-remove-scroll', 'use-sidecar/', 'use-callback-ref/', 'react-style-singleton/'),
    mantine('Menu', 'Popover', 'Modal', 'ModalBase', 'Drawer', 'ScrollArea', 'Overlay'),
    /@mantine\/core\/esm\/utils\/Floating\//,
  ],
  choices: [
    mantine(
      'Combobox',
      'Autocomplete',
      'Select',
      'NativeSelect',
      'TagsInput',
      'Pill',
      'PillsInput',
      'Radio',
      'Switch',
      'Textarea',
    ),
  ],
  virtual: [modules('@tanstack/react-virtual/', '@tanstack/virtual-core/')],
} as const

const isIn = (patterns: readonly RegExp[], id: string): boolean => patterns.some((pattern) => pattern.test(id))

const isLater = (id: string): boolean => Object.values(LATER).some((patterns) => isIn(patterns, id))

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
          // A group takes along what it depends on, so what more of them need goes first.
          groups: [
            { name: 'initial', tags: ['$initial'], priority: 3 },
            {
              name: 'library',
              test: (id) => id.includes('/node_modules/') && !isLater(id),
              minShareCount: 2,
              priority: 2,
            },
            ...Object.entries(LATER).map(([name, patterns]) => ({
              name,
              test: (id: string) => isIn(patterns, id),
              minShareCount: 2,
              priority: 1,
            })),
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
