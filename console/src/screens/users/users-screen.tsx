import { useText } from '../../text/use-text.ts'
import { PageHeader } from '../../ui/page-header.tsx'

export function UsersScreen() {
  const t = useText()
  return <PageHeader title={t('nav.users')} />
}
