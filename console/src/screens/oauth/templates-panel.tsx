import { Button, Group, Paper } from '@mantine/core'
import { IconTemplate } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queryClient } from '../../api/query-client.ts'
import { createTemplate, deleteTemplate, type Template, templatesQuery } from '../../api/templates.ts'
import { sayLifetime } from '../../text/lifetime.ts'
import { useLanguageTag } from '../../text/time.ts'
import { useText } from '../../text/use-text.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState, sayProblem } from '../../ui/error-state.tsx'
import { TableSkeleton } from '../../ui/table-skeleton.tsx'
import { toast } from '../../ui/toast.ts'
import { templateOf, valuesOf } from './client-form-values.ts'
import classes from './clients-panel.module.css'
import { ForEditors } from '../../ui/for-editors.tsx'

/** What the API gives a client that says nothing: 3 hours. */
const DEFAULT_TTL = 180

/** Tab **Templates**. A deleted one can be taken back while the toast stands: nothing hangs on a template. */
export function TemplatesPanel() {
  const t = useText()
  const { data, error, refetch } = useQuery(templatesQuery)
  const columns = useColumns()
  if (error !== null && data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <Paper className={classes.list}>
      {data === undefined && <TableSkeleton rows={3} />}
      {data?.length === 0 && (
        <EmptyState
          icon={IconTemplate}
          title={t('template.none')}
          action={
            <ForEditors>
              <Button component={Link} to="/settings/oauth/templates/new">
                {t('oauth.addTemplate')}
              </Button>
            </ForEditors>
          }
        >
          {t('template.noneText')}
        </EmptyState>
      )}
      {data !== undefined && data.length > 0 && (
        <DataTable label={t('oauth.templates')} columns={columns} rows={data} rowKey={({ id }) => id} />
      )}
    </Paper>
  )
}

function useColumns(): readonly Column<Template>[] {
  const t = useText()
  const language = useLanguageTag()
  const reload = (): Promise<void> => queryClient.invalidateQueries(templatesQuery)
  const failed = (error: unknown): void => toast(sayProblem(t, error), { tone: 'bad' })
  const restoration = useMutation({
    mutationFn: (template: Template) => createTemplate(templateOf(valuesOf(template.name, template))),
    onSuccess: reload,
    onError: failed,
  })
  const deletion = useMutation({
    mutationFn: ({ id }: Template) => deleteTemplate(id),
    onSuccess: (_, template) => {
      toast(t('template.deleted', { name: template.name }), {
        action: { label: t('common.undo'), run: () => restoration.mutate(template) },
      })
      return reload()
    },
    onError: failed,
  })
  return [
    { key: 'name', label: t('template.name'), render: ({ name }) => <bdi>{name}</bdi> },
    {
      key: 'type',
      label: t('client.accessType'),
      hideBelow: 'sm',
      render: ({ accessType = 'service' }) => t(`accessType.${accessType}`),
    },
    { key: 'scope', label: t('client.scope'), hideBelow: 'md', render: ({ scopes = [] }) => scopes.join(', ') },
    {
      key: 'ttl',
      label: t('oauth.ttl'),
      hideBelow: 'md',
      render: ({ accessTokenTtl = DEFAULT_TTL }) => sayLifetime(language, accessTokenTtl),
    },
    {
      key: 'actions',
      label: t('tokens.actions'),
      align: 'end',
      render: (template) => (
        <ForEditors>
          {' '}
          <Group gap="xs" justify="flex-end" wrap="nowrap">
            <Button
              component={Link}
              to={`/settings/oauth/new?template=${template.id}`}
              size="compact-sm"
              variant="default"
            >
              {t('template.use')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => deletion.mutate(template)}>
              {t('common.delete')}
            </Button>
          </Group>
        </ForEditors>
      ),
    },
  ]
}
