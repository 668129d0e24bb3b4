import { Button, Tabs } from '@mantine/core'
import { IconPlus, IconZoomQuestion } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useText } from '../../text/use-text.ts'
import { ForEditors } from '../../ui/for-editors.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ClientsPanel } from './clients-panel.tsx'
import { TemplatesPanel } from './templates-panel.tsx'

// rarely reached for, and not worth a byte of the first load
const FoundCredential = lazy(async () => ({ default: (await import('./found-credential.tsx')).FoundCredential }))

/** **Settings › OAuth 2.0 Management** with its tabs **Clients** and **Templates**. */
export function OauthScreen() {
  const t = useText()
  const navigate = useNavigate({ from: '/settings/oauth' })
  const { tab = 'clients', panel } = useSearch({ from: '/signed-in/settings/oauth' })
  const found = (open: boolean) => (): void =>
    void navigate({
      search: ({ panel: _panel, ...search }) => (open ? { ...search, panel: 'found' } : search),
      replace: !open,
    })
  const isClients = tab === 'clients'
  return (
    <>
      <PageHeader
        title={t('nav.oauth')}
        description={t('oauth.lead')}
        actions={
          <>
            <ForEditors>
              <Button variant="default" leftSection={<IconZoomQuestion size={16} aria-hidden />} onClick={found(true)}>
                {t('found.button')}
              </Button>
            </ForEditors>
            <Button
              component={Link}
              to={isClients ? '/settings/oauth/new' : '/settings/oauth/templates/new'}
              leftSection={<IconPlus size={16} aria-hidden />}
            >
              {t(isClients ? 'oauth.addClient' : 'oauth.addTemplate')}
            </Button>
            {panel === 'found' && (
              <Suspense>
                <FoundCredential opened onClose={found(false)} />
              </Suspense>
            )}
          </>
        }
      />
      <Tabs
        value={tab}
        onChange={(next) =>
          void navigate({ to: '/settings/oauth', search: next === 'templates' ? { tab: 'templates' } : {} })
        }
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="clients">{t('oauth.clients')}</Tabs.Tab>
          <Tabs.Tab value="templates">{t('oauth.templates')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="clients">
          <ClientsPanel />
        </Tabs.Panel>
        <Tabs.Panel value="templates">
          <TemplatesPanel />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
