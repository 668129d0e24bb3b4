import { CopyButton } from './copy-button.tsx'
import classes from './copyable.module.css'

type CopyableProps = {
  readonly value: string
  readonly what: string
  readonly onCopied?: () => void
  readonly primary?: boolean
}

/** A value to be pasted elsewhere, whole and to the letter, with its Copy button. */
export const Copyable = ({ value, what, onCopied, primary }: CopyableProps) => (
  <span className={classes.copyable}>
    <code className={classes.value}>{value}</code>
    <CopyButton value={value} what={what} {...(onCopied && { onCopied })} {...(primary && { primary })} />
  </span>
)
