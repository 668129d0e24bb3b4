import { Anchor, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Fragment, type ReactNode, useEffect } from 'react'
import { useText } from '../text/use-text.ts'
import classes from './page-header.module.css'
import { ForEditors } from './for-editors.tsx'

export type Crumb = { readonly label: string; readonly to: string }

type PageHeaderProps = {
  readonly title: string
  /** The way here, without the page itself. */
  readonly crumbs?: readonly Crumb[]
  readonly description?: ReactNode
  /** Stands beside the title: a badge. */
  readonly mark?: ReactNode
  /** What one can do here; not shown to auditors. */
  readonly actions?: ReactNode
}

/** Title, breadcrumb and actions of a page; also names the browser's tab. */
export function PageHeader({ title, crumbs = [], description, mark, actions }: PageHeaderProps) {
  const t = useText()
  useEffect(() => {
    document.title = `${title} · Muster`
  }, [title])
  return (
    <header className={classes.header}>
      {crumbs.length > 0 && (
        <nav aria-label={t('frame.breadcrumb')} className={classes.crumbs}>
          {crumbs.map(({ label, to }) => (
            <Fragment key={label}>
              <Anchor component={Link} to={to} size="sm">
                {label}
              </Anchor>
              <span aria-hidden="true">›</span>
            </Fragment>
          ))}
          <bdi aria-current="page">{title}</bdi>
        </nav>
      )}
      <div className={classes.row}>
        <Title order={1} className={classes.title}>
          <bdi>{title}</bdi>
          {mark}
        </Title>
        {actions !== undefined && (
          <ForEditors>
            <div className={classes.actions}>{actions}</div>
          </ForEditors>
        )}
      </div>
      {description !== undefined && (
        <Text size="sm" c="dimmed" maw="44rem">
          {description}
        </Text>
      )}
    </header>
  )
}
