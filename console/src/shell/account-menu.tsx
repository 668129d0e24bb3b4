import { IconLogout, IconUserCircle } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type Session, signOut } from '../api/session.ts'
import { useText } from '../text/use-text.ts'
import { BarMenu } from '../ui/bar-menu.tsx'

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
    <BarMenu
      label={t('account.label')}
      icon={IconUserCircle}
      heading={
        <>
          <bdi>{username}</bdi> · {t(`role.${role}`)}
        </>
      }
      choices={[{ key: 'leave', label: t('account.signOut'), icon: IconLogout, onChoose: () => void leave() }]}
    />
  )
}
