import { useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { type MessageId, useText } from '../text/use-text.ts'
import { BarMenu } from '../ui/bar-menu.tsx'

const CHOICES = [
  { scheme: 'light', label: 'appearance.light', icon: IconSun },
  { scheme: 'dark', label: 'appearance.dark', icon: IconMoon },
  { scheme: 'auto', label: 'appearance.system', icon: IconDeviceDesktop },
] as const satisfies readonly { scheme: string; label: MessageId; icon: unknown }[]

/** Light, dark, or as the system is. */
export function AppearanceMenu() {
  const t = useText()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <BarMenu
      label={t('appearance.label')}
      icon={CHOICES.find(({ scheme }) => scheme === colorScheme)?.icon ?? IconDeviceDesktop}
      choices={CHOICES.map(({ scheme, label, icon }) => ({
        key: scheme,
        label: t(label),
        icon,
        isChosen: scheme === colorScheme,
        onChoose: () => setColorScheme(scheme),
      }))}
    />
  )
}
