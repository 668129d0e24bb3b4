import { Kbd, UnstyledButton } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../text/use-text.ts'
import { useLater } from '../ui/use-later.ts'
import classes from './palette-button.module.css'

const load = async () => (await import('./palette.tsx')).Palette

const IS_MAC = navigator.platform.startsWith('Mac')

/** Opens the command palette, as does Mod+K. The palette itself is loaded when it is first wanted. */
export function PaletteButton() {
  const t = useText()
  const [opening, setOpening] = useState(0)
  const [Palette, want] = useLater(load)
  const open = (): void => {
    setOpening((times) => times + 1)
    if (Palette === undefined) want()
  }
  useHotkeys([['mod+K', open]], [])
  return (
    <>
      <UnstyledButton className={classes.button} onClick={open} aria-keyshortcuts="Meta+K Control+K">
        <IconSearch size={16} stroke={1.6} aria-hidden />
        <span className={classes.text}>{t('palette.open')}</span>
        <Kbd size="xs" className={classes.keys} aria-hidden="true">
          {IS_MAC ? '⌘ K' : 'Ctrl K'}
        </Kbd>
      </UnstyledButton>
      {Palette !== undefined && <Palette opening={opening} />}
    </>
  )
}
