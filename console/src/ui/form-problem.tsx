import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { problemOf } from '../api/problem.ts'
import { useText } from '../text/use-text.ts'
import { sayProblem } from './error-state.tsx'

/** Why the form was not taken, above its buttons. Silent while there is nothing to say, and when a field says it already. */
export function FormProblem({ error, placed = false }: { readonly error: unknown; readonly placed?: boolean }) {
  const t = useText()
  if (error === null || error === undefined || placed) return null
  const lost = problemOf(error)?.kind === 'unreachable'
  return (
    <Alert color="red" role="alert" py="xs" icon={<IconAlertTriangle size={18} aria-hidden />}>
      <Text size="sm">{lost ? t('error.unreachableForm') : sayProblem(t, error)}</Text>
    </Alert>
  )
}
