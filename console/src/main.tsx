import './ui/layers.css'
import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles/baseline.layer.css'
import '@mantine/core/styles/default-css-variables.layer.css'
import '@mantine/core/styles/global.layer.css'
import './ui/base.css'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { watchForLostFiles } from './api/lost-files.ts'
import { queryClient } from './api/query-client.ts'
import { router } from './router.tsx'
import { preferredLanguage, storedLanguage } from './text/languages.ts'
import { showLanguage } from './text/load-language.ts'
import { cssVariablesResolver, theme } from './ui/theme.ts'
import { styleNonce } from './ui/style-nonce.ts'
import { Toasts } from './ui/toasts.tsx'

// The build gives each component its own sheet (build/mantine-styles.ts); the development server does not see into packages.
if (import.meta.env.DEV) await import('@mantine/core/styles.layer.css')

watchForLostFiles()

const element = document.getElementById('root')
if (element === null) throw new Error('index.html has no #root')

await showLanguage(preferredLanguage(storedLanguage(), navigator.languages))

createRoot(element).render(
  <MantineProvider
    theme={theme}
    cssVariablesResolver={cssVariablesResolver}
    defaultColorScheme="auto"
    getStyleNonce={styleNonce}
  >
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </I18nProvider>
  </MantineProvider>,
)
