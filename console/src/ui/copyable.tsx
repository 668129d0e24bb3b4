import type { ReactNode } from 'react'
import { CopyButton } from './copy-button.tsx'
import classes from './copyable.module.css'

type CopyableProps = {
  readonly value: string
  readonly what: string
  readonly onCopied?: () => void
  readonly primary?: boolean
  /** More to do with the value, beside its Copy button. */
  readonly children?: ReactNode
}

/** A value to be pasted elsewhere, whole and to the letter, with its Copy button. */
export const Copyable = ({ value, what, onCopied, primary, children }: CopyableProps) => (
  <span className={classes.copyable}>
    <code className={classes.value}>{value}</code>
    <CopyButton value={value} what={what} {...(onCopied && { onCopied })} {...(primary && { primary })} />
    {children}
  </span>
)
