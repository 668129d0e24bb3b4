import { Drawer } from '@mantine/core'
import { useText } from '../text/use-text.ts'
import { NavigationList } from './navigation-list.tsx'

type NavigationDrawerProps = { readonly opened: boolean; readonly onClose: () => void }

/** The side navigation of narrow windows. */
export function NavigationDrawer({ opened, onClose }: NavigationDrawerProps) {
  const t = useText()
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="left"
      size={280}
      padding="xs"
      title={t('nav.label')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <NavigationList onChosen={onClose} />
    </Drawer>
  )
}
