import { ActionIcon, Menu } from '@mantine/core'
import { IconLogout, IconUserCircle } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type Session, signOut } from '../api/session.ts'
import { useText } from '../text/use-text.ts'

export function AccountMenu({ session }: { readonly session: Session }) {
  const t = useText()
  const navigate = useNavigate()
  const { username, role } = session.administrator
  const leave = async (): Promise<void> => {
    // Without an answer the cookie may live on: staying tells the person, a sign-in page would hide it.
    await signOut()
    await navigate({ to: '/sign-in' })
  }
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('account.label')}>
          <IconUserCircle size={20} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <bdi>{username}</bdi> · {t(`role.${role}`)}
        </Menu.Label>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void leave()}>
          {t('account.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
