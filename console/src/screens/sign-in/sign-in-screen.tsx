import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { AppearanceMenu } from '../../shell/appearance-menu.tsx'
import { LanguageMenu } from '../../shell/language-menu.tsx'
import { useText } from '../../text/use-text.ts'
import { GatePage } from '../../ui/gate-page.tsx'
import { OfflineBanner } from '../../ui/offline-banner.tsx'
import { SignInForm } from './sign-in-form.tsx'

export function SignInScreen() {
  const t = useText()
  const { return: wanted } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  const router = useRouter()
  const goOn = (): void => {
    if (wanted === undefined) void navigate({ to: '/' })
    else router.history.push(wanted)
  }
  return (
    <GatePage
      title={t('signIn.title')}
      lead={wanted === undefined ? undefined : t('signIn.returns')}
      foot={
        <>
          <LanguageMenu />
          <AppearanceMenu />
        </>
      }
    >
      <OfflineBanner />
      <SignInForm onSignedIn={goOn} />
    </GatePage>
  )
}
