import { Button, Fieldset, Group, Modal, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import type { ResourceKind } from '../api/directories.ts'
import { problemOf } from '../api/problem.ts'
import { queryClient } from '../api/query-client.ts'
import { patchResource } from '../api/scim.ts'
import { useText } from '../text/use-text.ts'
import { FormProblem } from '../ui/form-problem.tsx'
import { toast } from '../ui/toast.ts'
import classes from './edit-dialog.module.css'
import { type Draft, NOTHING_TYPED, operationsOf } from './edit-operations.ts'
import { EditSectionInputs } from './edit-section.tsx'
import type { EditSection } from './editable-fields.ts'

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
  const [draft, setDraft] = useState<Draft>(NOTHING_TYPED)
  const operations = operationsOf(sections, draft)
  const saving = useMutation({
    mutationFn: () => patchResource(slug, kind, id, operations),
    onSuccess: async () => {
      toast(t('people.saved'))
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['scim', slug] })
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (operations.length > 0) saving.mutate()
    else onClose()
  }
  const problem = problemOf(saving.error)
  const detail = problem?.kind === 'refused' ? problem.detail : undefined
  const touched = sections.flatMap(({ fields }) => fields.filter(({ path }) => draft.values[path] !== undefined))
  const named = detail === undefined ? undefined : touched.find(({ name }) => detail.includes(name))
  const isLong = sections.some(({ fields, lists }) => fields.length + lists.length > 1)
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={isLong ? '44rem' : 'md'}
      closeOnClickOutside={operations.length === 0}
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
              <EditSectionInputs
                section={section}
                draft={draft}
                onChange={setDraft}
                {...(named !== undefined && detail !== undefined && { refused: { path: named.path, detail } })}
                isFirst={index === 0}
              />
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
