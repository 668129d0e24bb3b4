import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { type MessageId, useText } from '../text/use-text.ts'

const CHOICES = [
  { scheme: 'light', label: 'appearance.light', icon: IconSun },
  { scheme: 'dark', label: 'appearance.dark', icon: IconMoon },
  { scheme: 'auto', label: 'appearance.system', icon: IconDeviceDesktop },
] as const satisfies readonly { scheme: string; label: MessageId; icon: unknown }[]

/** Light, dark, or as the system is. */
export function AppearanceMenu() {
  const t = useText()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const Current = CHOICES.find(({ scheme }) => scheme === colorScheme)?.icon ?? IconDeviceDesktop
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('appearance.label')}>
          <Current size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {CHOICES.map(({ scheme, label, icon: Icon }) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={16} aria-hidden />}
            rightSection={scheme === colorScheme ? <IconCheck size={14} aria-hidden /> : undefined}
            onClick={() => setColorScheme(scheme)}
          >
            {t(label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
