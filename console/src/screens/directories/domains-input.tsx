import { TagsInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { availabilityQuery } from '../../api/directories.ts'
import { useText } from '../../text/use-text.ts'

const PAUSE_MS = 250

type DomainsInputProps = {
  readonly value: readonly string[]
  readonly onChange: (domains: string[]) => void
  readonly error?: string | undefined
  /** The directory whose own domains are no clash. */
  readonly except?: string
}

/** Domains as chips; while one is typed the server says whether another directory has it. */
export function DomainsInput({ value, onChange, error, except }: DomainsInputProps) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const [settled] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const { data } = useQuery({
    ...availabilityQuery({ domain: settled, ...(except === undefined ? {} : { except }) }),
    enabled: settled !== '',
  })
  const isChecked = settled !== '' && settled === typed.trim()
  const taken = isChecked && data?.domain?.available === false ? data.domain.detail : undefined
  const isFree = isChecked && data?.domain?.available === true
  return (
    <TagsInput
      label={t('directory.domains')}
      description={t('directory.domainsHint')}
      placeholder={value.length === 0 ? 'OKTA.COM' : ''}
      value={[...value]}
      onChange={onChange}
      searchValue={typed}
      onSearchChange={setTyped}
      splitChars={[',', ' ', ';']}
      acceptValueOnBlur
      comboboxProps={{ withinPortal: true }}
      autoComplete="off"
      spellCheck={false}
      error={taken ?? error}
      success={isFree ? t('directory.domainFree') : undefined}
    />
  )
}
