import { Button, Group, Paper, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { availabilityQuery, type DirectorySettings } from '../../api/directories.ts'
import { useText } from '../../text/use-text.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { LeaveGuard } from '../../ui/leave-guard.tsx'
import { placeProblem } from '../../ui/place-problem.ts'
import { DomainsInput } from './domains-input.tsx'

const FIELDS = {
  name: 'name',
  directory_name_taken: 'name',
  domains: 'domains',
  domain_taken: 'domains',
}
const PAUSE_MS = 250

type DirectoryFormProps<Saved> = {
  readonly initial: DirectorySettings
  /** Slug of the directory that is being changed. */
  readonly except?: string
  readonly cancelTo: string
  readonly save: (settings: DirectorySettings) => Promise<Saved>
  readonly onSaved: (saved: Saved) => void
}

/** Name and domains of a directory. */
export function DirectoryForm<Saved>({ initial, except, cancelTo, save, onSaved }: DirectoryFormProps<Saved>) {
  const t = useText()
  const [placed, setPlaced] = useState(false)
  const form = useForm<{ name: string; domains: string[] }>({
    initialValues: { name: initial.name, domains: [...initial.domains] },
    validate: {
      name: (name) => (name.trim() === '' ? t('directory.nameMissing') : null),
      domains: (domains) => (domains.length === 0 ? t('directory.domainsMissing') : null),
    },
  })
  const [name] = useDebouncedValue(form.values.name.trim(), PAUSE_MS)
  const check = useQuery({
    ...availabilityQuery({ name, ...(except === undefined ? {} : { except }) }),
    enabled: name !== '',
  })
  const taken =
    name === form.values.name.trim() && check.data?.name?.available === false ? check.data.name.detail : undefined
  const saving = useMutation({
    mutationFn: save,
    onError: (error) => setPlaced(placeProblem(form, error, FIELDS)),
    onSuccess: (saved) => {
      form.resetDirty()
      onSaved(saved)
    },
  })
  const { error, ...nameInput } = form.getInputProps('name')
  return (
    <Paper p="lg" maw="44rem">
      <form
        onSubmit={form.onSubmit(({ name: given, domains }) => saving.mutate({ name: given.trim(), domains }))}
        noValidate
      >
        <Stack gap="md">
          <TextInput
            label={t('directory.name')}
            placeholder="Okta Universal Directory"
            maxLength={128}
            autoComplete="off"
            {...nameInput}
            error={error ?? taken}
          />
          <DomainsInput
            value={form.values.domains}
            onChange={(domains) => form.setFieldValue('domains', domains)}
            error={form.errors['domains'] as string | undefined}
            {...(except === undefined ? {} : { except })}
          />
          <FormProblem error={saving.error} placed={placed} />
          <Group gap="xs">
            <Button type="submit" loading={saving.isPending}>
              {t('common.save')}
            </Button>
            <Button component={Link} to={cancelTo} variant="default">
              {t('common.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
      <LeaveGuard
        active={form.isDirty() && !saving.isSuccess}
        title={t('leave.formTitle')}
        text={t('leave.formText')}
        stay={t('leave.stay')}
        leave={t('leave.discard')}
      />
    </Paper>
  )
}
