import { Paper, Text, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import classes from './card.module.css'

type CardProps = {
  readonly title: string
  readonly description?: ReactNode
  readonly actions?: ReactNode
  /** Tables run to the edges of their card. */
  readonly flush?: boolean
  readonly children: ReactNode
}

/** A titled part of a page. */
export function Card({ title, description, actions, flush = false, children }: CardProps) {
  const id = useId()
  return (
    <Paper component="section" aria-labelledby={id} className={classes.card}>
      <div className={classes.head}>
        <div>
          <Title order={2} id={id}>
            {title}
          </Title>
          {description !== undefined && (
            <Text size="sm" c="dimmed" mt={2}>
              {description}
            </Text>
          )}
        </div>
        {actions}
      </div>
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </Paper>
  )
}
