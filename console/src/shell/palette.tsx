import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight'
import '@mantine/spotlight/styles.layer.css'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useText } from '../text/use-text.ts'
import { SECTIONS } from '../ui/navigation.ts'

/** Every place of the console and what is done most, by name. `opening` grows with each wish to open it. */
export function Palette({ opening }: { readonly opening: number }) {
  const t = useText()
  const navigate = useNavigate()
  useEffect(() => spotlight.open(), [opening])
  const places: SpotlightActionData[] = SECTIONS.flatMap(({ label, destinations }) =>
    destinations.map(({ to, label: name, icon: Icon }) => ({
      id: to,
      label: t(name),
      description: t(label),
      leftSection: <Icon size={18} stroke={1.6} aria-hidden />,
      onClick: () => void navigate({ to }),
    })),
  )
  const addClient: SpotlightActionData = {
    id: 'add-client',
    label: t('oauth.addClient'),
    description: t('nav.oauth'),
    leftSection: <IconPlus size={18} stroke={1.6} aria-hidden />,
    onClick: () => void navigate({ to: '/settings/oauth/new' }),
  }
  return (
    <Spotlight
      actions={[...places, addClient]}
      shortcut={null}
      nothingFound={t('palette.nothing')}
      highlightQuery
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.6} aria-hidden />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
      }}
    />
  )
}
