import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import type { ResourceKind } from '../api/directories.ts'
import { problemOf } from '../api/problem.ts'
import { queryClient } from '../api/query-client.ts'
import { type Operation, patchResource } from '../api/scim.ts'
import { useText } from '../text/use-text.ts'
import { FormProblem } from '../ui/form-problem.tsx'
import { toast } from '../ui/toast.ts'

export type EditField = { readonly path: string; readonly label: string; readonly value: string }

type EditDialogProps = {
  readonly slug: string
  readonly kind: ResourceKind
  readonly id: string
  readonly title: string
  readonly fields: readonly EditField[]
  /** The directory is filled by an identity provider, which may overwrite what is typed here. */
  readonly owned: boolean
  readonly onClose: () => void
}

/** Sends what was changed and nothing else, as a PATCH. */
export function EditDialog({ slug, kind, id, title, fields, owned, onClose }: EditDialogProps) {
  const t = useText()
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const changed = fields.filter(({ path, value }) => (values[path] ?? value) !== value)
  const saving = useMutation({
    mutationFn: () =>
      patchResource(
        slug,
        kind,
        id,
        changed.map(({ path }) => operation(path, values[path] ?? '')),
      ),
    onSuccess: async () => {
      toast(t('people.saved'))
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['scim', slug] })
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (changed.length > 0) saving.mutate()
    else onClose()
  }
  const problem = problemOf(saving.error)
  const named = problem?.kind === 'refused' ? fields.find(({ path }) => problem.detail.includes(path)) : undefined
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {owned && (
            <Text size="sm" c="dimmed">
              {t('people.owned')}
            </Text>
          )}
          {fields.map(({ path, label, value }, index) => (
            <TextInput
              key={path}
              label={label}
              value={values[path] ?? value}
              onChange={({ currentTarget }) => setValues({ ...values, [path]: currentTarget.value })}
              error={path === named?.path && problem?.kind === 'refused' ? problem.detail : undefined}
              maxLength={4096}
              data-autofocus={index === 0 || undefined}
            />
          ))}
          <FormProblem error={saving.error} placed={named !== undefined} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={saving.isPending}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

const operation = (path: string, value: string): Operation =>
  value === '' ? { op: 'remove', path } : { op: 'replace', path, value }
