import { Button, Tabs } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../../text/use-text.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ClientsPanel } from './clients-panel.tsx'
import { TemplatesPanel } from './templates-panel.tsx'

/** **Settings › OAuth 2.0 Management** with its tabs **Clients** and **Templates**. */
export function OauthScreen() {
  const t = useText()
  const navigate = useNavigate()
  const { tab = 'clients' } = useSearch({ from: '/signed-in/settings/oauth' })
  const isClients = tab === 'clients'
  return (
    <>
      <PageHeader
        title={t('nav.oauth')}
        description={t('oauth.lead')}
        actions={
          <Button
            component={Link}
            to={isClients ? '/settings/oauth/new' : '/settings/oauth/templates/new'}
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            {t(isClients ? 'oauth.addClient' : 'oauth.addTemplate')}
          </Button>
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
