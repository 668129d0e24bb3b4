import { Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { authorizationQuery } from '../../api/authorizations.ts'
import { directoriesQuery } from '../../api/directories.ts'
import { sessionQuery } from '../../api/session.ts'
import { AppearanceMenu } from '../../shell/appearance-menu.tsx'
import { LanguageMenu } from '../../shell/language-menu.tsx'
import { useText } from '../../text/use-text.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { GatePage } from '../../ui/gate-page.tsx'
import { AuthorizeForm } from './authorize-form.tsx'

/** Where a client sends an administrator to be let in. Its request stands in the fragment, as it came. */
export function AuthorizeScreen() {
  const t = useText()
  const [query] = useState(() => window.location.hash.replace(/^#/, ''))
  const asked = useQuery(authorizationQuery(query))
  const directories = useQuery(directoriesQuery)
  const session = useQuery(sessionQuery)
  const foot = (
    <>
      <LanguageMenu />
      <AppearanceMenu />
    </>
  )
  const page = (content: React.ReactNode, title: string, lead?: string) => (
    <GatePage title={title} lead={lead} foot={foot}>
      {content}
    </GatePage>
  )
  const error = asked.error ?? directories.error ?? session.error
  if (error !== null)
    return page(<FormProblem error={error} />, t('authorize.impossible'), t('authorize.impossibleLead'))
  if (asked.data === undefined || directories.data === undefined || session.data === undefined) {
    return page(<Skeleton height={280} />, t('authorize.title'))
  }
  const { displayName } = asked.data
  const { administrator, tenant } = session.data
  const lead = t('authorize.lead', { client: displayName, tenant: tenant.name })
  if (administrator.role === 'auditor') {
    return page(<Text size="sm">{t('authorize.auditor')}</Text>, t('authorize.title'), lead)
  }
  return page(
    <AuthorizeForm query={query} asked={asked.data} directories={directories.data} username={administrator.username} />,
    t('authorize.title'),
    lead,
  )
}
