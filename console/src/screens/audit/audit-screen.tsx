import { Paper } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../../text/use-text.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { AuditEntryDialog } from './audit-entry-dialog.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { AuditList } from './audit-list.tsx'

/** **Settings › Audit Log**: search, filters and the opened entry stand in the address. */
export function AuditScreen() {
  const t = useText()
  const navigate = useNavigate({ from: '/settings/audit' })
  const { entry, q, ...filters } = useSearch({ from: '/signed-in/settings/audit' })
  const wish = { text: q?.trim(), ...filters }
  return (
    <>
      <PageHeader title={t('nav.audit')} description={t('audit.lead')} />
      <Paper>
        <AuditFilters
          wish={wish}
          text={q ?? ''}
          onChange={({ text = q, ...change }) =>
            void navigate({
              search: (before) => ({ ...before, ...change, q: text === '' ? undefined : text }),
              replace: true,
            })
          }
        />
        <AuditList wish={wish} />
      </Paper>
      {entry !== undefined && (
        <AuditEntryDialog
          sequence={entry}
          onClose={() => void navigate({ search: ({ entry: _entry, ...before }) => before })}
        />
      )}
    </>
  )
}
