import { Button, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { isRefusal } from '../../api/problem.ts'
import { setUpQuery } from '../../api/set-up.ts'
import { AppearanceMenu } from '../../shell/appearance-menu.tsx'
import { LanguageMenu } from '../../shell/language-menu.tsx'
import { useText } from '../../text/use-text.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { GatePage } from '../../ui/gate-page.tsx'
import { SetUpForm } from './set-up-form.tsx'

/** The link's token stands in the fragment, which no browser sends and no log keeps. */
const tokenOf = (hash: string): string => new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? ''

export function SetUpScreen() {
  const t = useText()
  const [token] = useState(() => tokenOf(window.location.hash))
  const [claimError, setClaimError] = useState<unknown>()
  const { data, error, refetch } = useQuery(setUpQuery)
  const foot = (
    <>
      <LanguageMenu />
      <AppearanceMenu />
    </>
  )
  const page = (content: React.ReactNode, lead = t('setUp.lead')) => (
    <GatePage title={t('setUp.title')} lead={lead} foot={foot}>
      {content}
    </GatePage>
  )
  if (error !== null) return page(<ErrorState error={error} onRetry={() => void refetch()} />)
  if (data === undefined) return page(<Skeleton height={220} />)
  if (!data.open || isRefusal(claimError, 'setup_done')) return page(<Done />, t('setUp.doneLead'))
  if (token === '') return page(<Text size="sm">{t('setUp.noToken')}</Text>, t('setUp.noTokenLead'))
  if (isRefusal(claimError, 'setup_link_invalid')) {
    return page(<Text size="sm">{t('setUp.expired')}</Text>, t('setUp.expiredLead'))
  }
  return page(<SetUpForm token={token} onRefused={setClaimError} />)
}

function Done() {
  const t = useText()
  return (
    <Stack gap="md">
      <Text size="sm">{t('setUp.done')}</Text>
      <Button component={Link} to="/sign-in" fullWidth>
        {t('signIn.action')}
      </Button>
    </Stack>
  )
}
