import { NativeSelect, Text, TextInput } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { type Lifetime, minutesOf, type Unit, UNITS } from '../../text/lifetime.ts'
import { fullTime, useLanguageTag } from '../../text/time.ts'
import { useText } from '../../text/use-text.ts'
import classes from './lifetime-input.module.css'

/** Ten years of 365 days, as the API has it. */
export const MAX_MINUTES = 5_256_000

const MINUTE_MS = 60_000
const DAY_MINUTES = 1_440
const LONG_MINUTES = 90 * DAY_MINUTES

type LifetimeInputProps = {
  readonly label: string
  readonly value: Lifetime
  readonly onChange: (value: Lifetime) => void
  readonly error?: ReactNode
  /** Says what the lifetime means for a token made now, and what a long one costs. */
  readonly explain?: boolean
}

/** A lifetime as number and unit. */
export function LifetimeInput({ label, value, onChange, error, explain = false }: LifetimeInputProps) {
  const t = useText()
  const noteId = useId()
  return (
    <div>
      <div className={classes.inputs}>
        <TextInput
          label={label}
          value={Number.isNaN(value.count) ? '' : String(value.count)}
          onChange={(event) => onChange({ ...value, count: wholeNumber(event.currentTarget.value) })}
          inputMode="numeric"
          autoComplete="off"
          maxLength={7}
          error={error}
          aria-describedby={explain ? noteId : undefined}
          classNames={{ root: classes.number }}
        />
        <NativeSelect
          aria-label={t('ttl.unitOf', { label })}
          value={value.unit}
          onChange={(event) => onChange({ ...value, unit: event.currentTarget.value as Unit })}
          data={UNITS.map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
          classNames={{ root: classes.unit }}
        />
      </div>
      {explain && <LifetimeNote id={noteId} minutes={minutesOf(value)} />}
    </div>
  )
}

/** What is no digit is dropped as it is typed; nothing left is `NaN`. */
function wholeNumber(text: string): number {
  const digits = text.replaceAll(/\D/g, '')
  return digits === '' ? Number.NaN : Number(digits)
}

function LifetimeNote({ id, minutes }: { readonly id: string; readonly minutes: number }) {
  const t = useText()
  const language = useLanguageTag()
  if (!(minutes >= 1 && minutes <= MAX_MINUTES)) return <Text id={id} size="xs" mt={6} aria-live="polite" />
  const cost = minutes <= DAY_MINUTES ? 'ttl.short' : minutes <= LONG_MINUTES ? 'ttl.medium' : 'ttl.long'
  return (
    <Text id={id} size="xs" c="dimmed" mt={6} aria-live="polite">
      <b className={classes.date}>{t('ttl.until', { date: fullTime(language, Date.now() + minutes * MINUTE_MS) })}</b>{' '}
      {t(cost)}
    </Text>
  )
}
