import { Button, Select, TextInput } from '@mantine/core'
import { IconDownload, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type AuditWish, exportAudit } from '../../api/audit.ts'
import { shortName } from '../../text/direction-marks.ts'
import { useText } from '../../text/use-text.ts'
import { download } from '../../ui/download.ts'
import { sayProblem } from '../../ui/error-state.tsx'
import { SearchInput } from '../../ui/search-input.tsx'
import { toast } from '../../ui/toast.ts'
import { ACT_GROUPS } from './acts.ts'
import classes from './audit.module.css'

type AuditFiltersProps = {
  readonly wish: AuditWish
  /** What is searched for, as typed. */
  readonly text: string
  readonly onChange: (change: AuditWish) => void
}

const MEDIA_TYPES = { csv: 'text/csv', ndjson: 'application/x-ndjson' } as const

/** What the log is searched by, and the files that hold what it finds. */
export function AuditFilters({ wish, text, onChange }: AuditFiltersProps) {
  const t = useText()
  const exporting = useMutation({
    mutationFn: async (format: 'csv' | 'ndjson') => ({ format, content: await exportAudit(wish, format) }),
    onSuccess: ({ format, content }) => download(`audit.${format}`, MEDIA_TYPES[format], content),
    onError: (error) => toast(sayProblem(t, error), { tone: 'bad' }),
  })
  return (
    <div className={classes.filters}>
      <SearchInput
        className={classes.find}
        label={t('audit.find')}
        text={text}
        onFind={(typed) => onChange({ text: typed })}
      />
      <Select
        className={classes.act}
        label={t('audit.what')}
        data={[
          { value: '', label: t('audit.everything') },
          ...ACT_GROUPS.map((value) => ({ value, label: t(`actGroup.${value}`) })),
        ]}
        value={wish.act ?? ''}
        allowDeselect={false}
        onChange={(act) => onChange({ act: act === '' || act === null ? undefined : act })}
      />
      <Day label={t('audit.from')} day={wish.from} onChange={(from) => onChange({ from })} />
      <Day label={t('audit.to')} day={wish.to} onChange={(to) => onChange({ to })} />
      {wish.actor !== undefined && (
        <Button
          variant="light"
          rightSection={<IconX size={14} aria-hidden />}
          onClick={() => onChange({ actor: undefined })}
        >
          {t('audit.onlyBy', { name: shortName(wish.actor) })}
        </Button>
      )}
      <div className={classes.exports}>
        {(['csv', 'ndjson'] as const).map((format) => (
          <Button
            key={format}
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={exporting.isPending && exporting.variables === format}
            onClick={() => exporting.mutate(format)}
          >
            {t(`audit.${format}`)}
          </Button>
        ))}
      </div>
    </div>
  )
}

type DayProps = {
  readonly label: string
  readonly day: string | undefined
  readonly onChange: (day: string | undefined) => void
}

const Day = ({ label, day, onChange }: DayProps) => (
  <TextInput
    className={classes.day}
    type="date"
    label={label}
    value={day ?? ''}
    onChange={({ currentTarget: { value } }) => onChange(value === '' ? undefined : value)}
  />
)
