import { Stack, Text, Title } from '@mantine/core'
import type { TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './empty-state.module.css'

type EmptyStateProps = {
  readonly icon: TablerIcon
  readonly title: string
  readonly children: ReactNode
  readonly action?: ReactNode
  /** 1 where it is the whole page. */
  readonly level?: 1 | 2
}

/** What stands where nothing is yet: what would be here, and how to get it. */
export const EmptyState = ({ icon: Icon, title, children, action, level = 2 }: EmptyStateProps) => (
  <Stack align="center" gap="xs" className={classes.state}>
    <span className={classes.icon}>
      <Icon size={24} stroke={1.5} aria-hidden />
    </span>
    <Title order={level}>{title}</Title>
    <Text size="sm" c="dimmed" ta="center" maw="26rem">
      {children}
    </Text>
    {action !== undefined && <div className={classes.action}>{action}</div>}
  </Stack>
)
