import { Anchor } from '@mantine/core'
import { IconCompassOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useText } from '../text/use-text.ts'
import { EmptyState } from '../ui/empty-state.tsx'

export function NotFound() {
  const t = useText()
  return (
    <main>
      <EmptyState
        level={1}
        icon={IconCompassOff}
        title={t('notFound.title')}
        action={
          <Anchor component={Link} to="/">
            {t('notFound.start')}
          </Anchor>
        }
      >
        {t('notFound.text')}
      </EmptyState>
    </main>
  )
}
