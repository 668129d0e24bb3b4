import { Button, Fieldset, Group, Modal, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import type { ResourceKind } from '../api/directories.ts'
import { problemOf } from '../api/problem.ts'
import { queryClient } from '../api/query-client.ts'
import { type Operation, patchResource } from '../api/scim.ts'
import { type Text as Say, useText } from '../text/use-text.ts'
import { FormProblem } from '../ui/form-problem.tsx'
import { toast } from '../ui/toast.ts'
import classes from './edit-dialog.module.css'
import type { EditField, EditSection } from './editable-fields.ts'

type EditDialogProps = {
  readonly slug: string
  readonly kind: ResourceKind
  readonly id: string
  readonly title: string
  readonly sections: readonly EditSection[]
  /** The directory is filled by an identity provider, which may overwrite what is typed here. */
  readonly owned: boolean
  readonly onClose: () => void
}

/** Sends what was changed and nothing else, as a PATCH. */
export function EditDialog({ slug, kind, id, title, sections, owned, onClose }: EditDialogProps) {
  const t = useText()
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const fields = sections.flatMap((section) => section.fields)
  const changed = fields.filter(({ path, value }) => (values[path] ?? value) !== value)
  const saving = useMutation({
    mutationFn: () =>
      patchResource(
        slug,
        kind,
        id,
        changed.map((field) => operation(field, values[field.path] ?? '')),
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
  const named = problem?.kind === 'refused' ? changed.find(({ name }) => problem.detail.includes(name)) : undefined
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={fields.length > 1 ? '44rem' : 'md'}
      closeOnClickOutside={changed.length === 0}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          {owned && (
            <Text size="sm" c="dimmed">
              {t('people.owned')}
            </Text>
          )}
          {sections.map((section, index) => (
            <Fieldset
              key={section.schema}
              variant="unstyled"
              legend={sections.length > 1 ? section.schema : undefined}
              className={classes.section}
            >
              <SimpleGrid cols={{ base: 1, xs: section.fields.length > 1 ? 2 : 1 }} spacing="sm">
                {section.fields.map((field, place) => (
                  <TextInput
                    key={field.path}
                    label={labelOf(t, field)}
                    value={values[field.path] ?? field.value}
                    onChange={({ currentTarget }) => setValues({ ...values, [field.path]: currentTarget.value })}
                    error={field === named && problem?.kind === 'refused' ? problem.detail : undefined}
                    maxLength={4096}
                    data-autofocus={(index === 0 && place === 0) || undefined}
                  />
                ))}
              </SimpleGrid>
            </Fieldset>
          ))}
          <FormProblem error={saving.error} placed={named !== undefined} />
          <Group justify="flex-end" gap="xs" className={classes.foot}>
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

const operation = ({ path, removal }: EditField, value: string): Operation =>
  value === '' ? { op: 'remove', path: removal } : { op: 'replace', path, value }

const LABELS = {
  userName: 'people.userName',
  displayName: 'people.name',
  'name.givenName': 'people.givenName',
  'name.familyName': 'people.familyName',
  title: 'people.title',
} as const

/** Everyday attributes by an everyday word; the others, custom ones too, as their schema names them. */
const labelOf = (t: Say, { name }: EditField): string => {
  const known = Object.entries(LABELS).find(([attribute]) => attribute === name)
  return known === undefined ? name : t(known[1])
}
