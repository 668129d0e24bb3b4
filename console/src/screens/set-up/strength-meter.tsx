import { Text } from '@mantine/core'
import { useDeferredValue, useEffect, useState } from 'react'
import { type MessageId, useText } from '../../text/use-text.ts'
import classes from './strength-meter.module.css'

export const MIN_PASSWORD_LENGTH = 15

const WORDS: readonly MessageId[] = ['strength.0', 'strength.1', 'strength.2', 'strength.3', 'strength.4']

type StrengthOf = (password: string, known: readonly string[]) => number

type StrengthMeterProps = { readonly password: string; readonly username: string }

/** Says while one types how good the password is. Its dictionaries are loaded when the page is. */
export function StrengthMeter({ password, username }: StrengthMeterProps) {
  const t = useText()
  const [strengthOf, setStrengthOf] = useState<StrengthOf>()
  useEffect(() => {
    import('./password-strength.ts').then(
      (loaded) => setStrengthOf(() => loaded.strengthOf),
      // Without the dictionaries the length still counts, and that the server checks.
      () => undefined,
    )
  }, [])
  const deferred = useDeferredValue(password)
  const length = Array.from(deferred).length
  const tooShort = length < MIN_PASSWORD_LENGTH
  const score =
    strengthOf?.(
      deferred,
      [username, 'muster'].filter((word) => word !== ''),
    ) ?? (tooShort ? 0 : 3)
  const shown = tooShort ? Math.min(score, 1) : score
  return (
    <div>
      <div className={classes.bars} data-score={length === 0 ? undefined : shown} aria-hidden="true">
        {WORDS.slice(1).map((word, step) => (
          <span key={word} data-on={length > 0 && step <= shown - 1 ? true : undefined} />
        ))}
      </div>
      <Text size="xs" c="dimmed" mt={4} aria-live="polite">
        {tooShort ? t('strength.length', { length, minimum: MIN_PASSWORD_LENGTH }) : t(WORDS[shown] ?? 'strength.0')}
      </Text>
    </div>
  )
}
