import { ActionIcon } from '@mantine/core'
import type { TablerIcon } from '@tabler/icons-react'
import type { ComponentProps, ReactNode } from 'react'
import type { OpenMenu } from './open-menu.tsx'
import { useLater } from './use-later.ts'

export type MenuChoice = {
  readonly key: string
  readonly label: string
  readonly icon?: TablerIcon
  /** Of the label, where it is not the page's. */
  readonly lang?: string
  readonly isChosen?: boolean
  readonly onChoose: () => void
}

export type BarMenuProps = {
  readonly label: string
  readonly icon: TablerIcon
  /** Stands above the choices. */
  readonly heading?: ReactNode
  readonly choices: readonly MenuChoice[]
}

const load = async (): Promise<typeof OpenMenu> => (await import('./open-menu.tsx')).OpenMenu

/** A menu of the bar. What it takes to open one is a sixth of the first load, so it comes when somebody reaches for it. */
export function BarMenu(props: BarMenuProps) {
  const [Menu, open] = useLater(load)
  if (Menu !== undefined) return <Menu {...props} />
  const reach = (): void => void load().catch(() => undefined)
  return (
    <BarButton
      label={props.label}
      icon={props.icon}
      aria-haspopup="menu"
      onPointerEnter={reach}
      onFocus={reach}
      onClick={open}
    />
  )
}

type BarButtonProps = Omit<ComponentProps<'button'>, 'style' | 'color'> & {
  readonly label: string
  readonly icon: TablerIcon
}

export const BarButton = ({ label, icon: Icon, ...rest }: BarButtonProps) => (
  <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} {...rest}>
    <Icon size={19} stroke={1.6} aria-hidden />
  </ActionIcon>
)
