import { Button, Group, NumberInput, Paper, Skeleton, Stack, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queryClient } from '../../api/query-client.ts'
import { sessionQuery } from '../../api/session.ts'
import { type Tenant, tenantQuery, updateTenant } from '../../api/tenant.ts'
import { useText } from '../../text/use-text.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { LeaveGuard } from '../../ui/leave-guard.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { placeProblem } from '../../ui/place-problem.ts'
import { toast } from '../../ui/toast.ts'
import { ForEditors } from '../../ui/for-editors.tsx'

const FIELDS = {
  name: 'name',
  name_invalid: 'name',
  hosts: 'hosts',
  host_invalid: 'hosts',
  host_taken: 'hosts',
  undoDays: 'undoDays',
  changeDays: 'changeDays',
  auditDays: 'auditDays',
}

/** The input is narrow, what describes it is not. */
const FEW_DIGITS = { wrapper: { maxWidth: '10rem' } }

/** **Settings › Tenant**. */
export function TenantScreen() {
  const t = useText()
  const { data, error, refetch } = useQuery(tenantQuery)
  return (
    <>
      <PageHeader title={t('nav.tenant')} description={t('tenant.lead')} />
      {data === undefined &&
        (error === null ? (
          <Skeleton height={300} maw="44rem" />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ))}
      {data !== undefined && <TenantForm tenant={data} />}
    </>
  )
}

/** `changeDays` and `auditDays` empty: kept for ever. */
type TenantValues = Pick<Tenant, 'name' | 'undoDays'> & {
  readonly hosts: string[]
  readonly changeDays: number | string
  readonly auditDays: number | string
}

const valuesOf = ({ name, hosts, undoDays, changeDays, auditDays }: Tenant): TenantValues => ({
  name,
  hosts: [...hosts],
  undoDays,
  changeDays: changeDays ?? '',
  auditDays: auditDays ?? '',
})

const daysOf = (typed: number | string): number | null => (typed === '' ? null : Number(typed))

function TenantForm({ tenant }: { readonly tenant: Tenant }) {
  const t = useText()
  const [placed, setPlaced] = useState(false)
  const form = useForm<TenantValues>({ initialValues: valuesOf(tenant) })
  const saving = useMutation({
    mutationFn: (values: TenantValues) =>
      updateTenant({ ...values, changeDays: daysOf(values.changeDays), auditDays: daysOf(values.auditDays) }),
    onError: (error) => setPlaced(placeProblem(form, error, FIELDS)),
    onSuccess: async (saved) => {
      form.setValues(valuesOf(saved))
      form.resetDirty(valuesOf(saved))
      toast(t('tenant.saved'))
      await queryClient.invalidateQueries(tenantQuery)
      await queryClient.invalidateQueries(sessionQuery)
    },
  })
  return (
    <Paper p="lg" maw="44rem">
      <form onSubmit={form.onSubmit((values) => saving.mutate(values))} noValidate>
        <Stack gap="md">
          <TextInput label={t('tenant.name')} maxLength={256} {...form.getInputProps('name')} />
          <TagsInput
            label={t('tenant.hosts')}
            description={t('tenant.hostsHint', { slug: tenant.slug })}
            splitChars={[',', ' ']}
            acceptValueOnBlur
            spellCheck={false}
            {...form.getInputProps('hosts')}
          />
          <NumberInput
            label={t('tenant.undoDays')}
            description={t('tenant.undoDaysHint')}
            min={1}
            max={365}
            allowDecimal={false}
            styles={FEW_DIGITS}
            {...form.getInputProps('undoDays')}
          />
          <NumberInput
            label={t('tenant.changeDays')}
            description={t('tenant.changeDaysHint')}
            placeholder={t('tenant.changesForEver')}
            min={1}
            allowDecimal={false}
            allowNegative={false}
            styles={FEW_DIGITS}
            {...form.getInputProps('changeDays')}
          />
          <NumberInput
            label={t('tenant.auditDays')}
            description={t('tenant.auditDaysHint')}
            placeholder={t('tenant.changesForEver')}
            min={1}
            allowDecimal={false}
            allowNegative={false}
            styles={FEW_DIGITS}
            {...form.getInputProps('auditDays')}
          />
          <FormProblem error={saving.error} placed={placed} />
          <ForEditors>
            <Group>
              <Button type="submit" loading={saving.isPending}>
                {t('common.save')}
              </Button>
            </Group>
          </ForEditors>
        </Stack>
      </form>
      <LeaveGuard
        active={form.isDirty()}
        title={t('leave.formTitle')}
        text={t('leave.formText')}
        stay={t('leave.stay')}
        leave={t('leave.discard')}
      />
    </Paper>
  )
}
