import { Paper, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { BrandMark } from './brand-mark.tsx'
import classes from './gate-page.module.css'

type GatePageProps = {
  readonly title: string
  readonly lead?: ReactNode
  readonly children: ReactNode
  /** Language and appearance, below the card. */
  readonly foot: ReactNode
}

/** The page before the console: one card in the middle. */
export function GatePage({ title, lead, children, foot }: GatePageProps) {
  useEffect(() => {
    document.title = `${title} · Muster`
  }, [title])
  return (
    <main className={classes.page}>
      <div className={classes.column}>
        <div className={classes.brand}>
          <BrandMark size={32} />
          <span>Muster</span>
        </div>
        <Paper className={classes.card}>
          <Title order={1}>{title}</Title>
          {lead !== undefined && (
            <Text size="sm" c="dimmed" mt={4}>
              {lead}
            </Text>
          )}
          <div className={classes.body}>{children}</div>
        </Paper>
        <div className={classes.foot}>{foot}</div>
      </div>
    </main>
  )
}
