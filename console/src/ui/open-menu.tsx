import { Menu } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { BarButton, type BarMenuProps } from './bar-menu.tsx'

/** A menu of the bar from the click on that loaded it. */
export function OpenMenu({ label, icon, heading, choices }: BarMenuProps) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // stands in the place of the button that was clicked, and goes on as that would have
    button.current?.focus()
    button.current?.click()
  }, [])
  return (
    <Menu position="bottom-end" {...(heading !== undefined && { width: 240 })}>
      <Menu.Target>
        <BarButton ref={button} label={label} icon={icon} />
      </Menu.Target>
      <Menu.Dropdown>
        {heading !== undefined && <Menu.Label>{heading}</Menu.Label>}
        {choices.map(({ key, label: name, icon: Icon, lang, isChosen = false, onChoose }) => (
          <Menu.Item
            key={key}
            lang={lang}
            leftSection={Icon && <Icon size={16} aria-hidden />}
            rightSection={isChosen ? <IconCheck size={14} aria-hidden /> : undefined}
            onClick={onChoose}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
