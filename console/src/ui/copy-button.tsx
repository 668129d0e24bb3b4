import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useText } from '../text/use-text.ts'

type CopyButtonProps = {
  readonly value: string
  /** What is copied, for those who hear the page: "Copy Client ID". */
  readonly what: string
  readonly onCopied?: () => void
  readonly primary?: boolean
}

const SHOWN_MS = 2_000

export function CopyButton({ value, what, onCopied, primary = false }: CopyButtonProps) {
  const t = useText()
  const clipboard = useClipboard({ timeout: SHOWN_MS })
  const copy = (): void => {
    clipboard.copy(value)
    onCopied?.()
  }
  return (
    <Button
      size="compact-sm"
      variant={primary ? 'filled' : 'default'}
      leftSection={clipboard.copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
      onClick={copy}
      aria-label={`${clipboard.copied ? t('copy.done') : t('copy.copy')} ${what}`}
    >
      <span aria-live="polite">{clipboard.copied ? t('copy.done') : t('copy.copy')}</span>
    </Button>
  )
}
