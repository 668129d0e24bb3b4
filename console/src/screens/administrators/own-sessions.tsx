import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { EndSessions } from './end-sessions.tsx'
import { SessionsTable } from './sessions-table.tsx'

/** Where one is signed in; each other place can be signed out from here. */
export function OwnSessions() {
  const t = useText()
  return (
    <Card title={t('sessions.title')} description={t('sessions.lead')} actions={<EndSessions />} flush>
      <SessionsTable label={t('sessions.title')} />
    </Card>
  )
}
