import { Fragment, type ReactNode } from 'react'
import classes from './facts.module.css'

export type Fact = {
  readonly label: string
  /** Stands behind the label. */
  readonly mark?: ReactNode
  readonly value: ReactNode
}

/** Names and values, one to a line. A value that is `undefined` is left out with its name. */
export const Facts = ({ facts }: { readonly facts: readonly (Fact | undefined)[] }) => (
  <dl className={classes.facts}>
    {facts.map(
      (fact) =>
        fact !== undefined && (
          <Fragment key={fact.label}>
            <dt>
              {fact.label}
              {fact.mark}
            </dt>
            <dd>{fact.value}</dd>
          </Fragment>
        ),
    )}
  </dl>
)
