import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'

const PAUSE_MS = 200

type SearchInputProps = {
  readonly label: string
  /** What the address says. */
  readonly text: string
  readonly onFind: (text: string) => void
  readonly className?: string | undefined
}

/** What is typed shows at once; what is asked waits until one pauses. An address that changed by itself is followed. */
export function SearchInput({ label, text, onFind, className }: SearchInputProps) {
  const [typed, setTyped] = useState(text)
  const asked = useRef(text)
  const find = useDebouncedCallback((value: string) => {
    asked.current = value
    onFind(value)
  }, PAUSE_MS)
  useEffect(() => {
    if (text === asked.current) return
    asked.current = text
    setTyped(text)
  }, [text])
  return (
    <TextInput
      className={className}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      maxLength={200}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value)
        find(value)
      }}
    />
  )
}
