import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type Text as Say, useText } from '../text/use-text.ts'
import { isLostFile } from '../api/lost-files.ts'
import { problemOf } from '../api/problem.ts'

type ErrorStateProps = { readonly error: unknown; readonly onRetry?: () => void }

/** In place of what could not be loaded. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const t = useText()
  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle size={18} aria-hidden />} title={t('error.load')}>
      <Stack gap="sm" align="start">
        <Text size="sm">{sayProblem(t, error)}</Text>
        {onRetry !== undefined && (
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

/** One sentence for any failure; the server's own words where it has some. */
export function sayProblem(t: Say, error: unknown): string {
  const problem = problemOf(error)
  if (problem === undefined) return t(isLostFile(error) ? 'error.updated' : 'error.inside')
  switch (problem.kind) {
    case 'refused':
      return problem.detail === '' ? t('error.session') : problem.detail
    case 'unreachable':
      return t('error.unreachable')
    case 'unreadable':
      return t('error.unreadable', { status: problem.status })
    case 'passkey':
      return t(`passkeyProblem.${problem.reason}`)
  }
}
