import { useText } from '../../text/use-text.ts'
import { PageHeader } from '../../ui/page-header.tsx'

export function TenantScreen() {
  const t = useText()
  return <PageHeader title={t('nav.tenant')} />
}
