import { Button } from '@mantine/core'
import { IconEdit, IconTrash } from '@tabler/icons-react'
import type { ComponentProps, ReactNode } from 'react'
import { useText } from '../text/use-text.ts'
import { EditDialog } from './edit-dialog.tsx'

type EditAndDeleteProps = {
  readonly dialog: Omit<ComponentProps<typeof EditDialog>, 'onClose'>
  /** Whether the address has the dialog open. */
  readonly isEditing: boolean
  readonly onEdit: () => void
  readonly onClose: () => void
  readonly isDeleting: boolean
  readonly onDelete: () => void
  /** What else can be done, between the two. */
  readonly children?: ReactNode
}

/** **Edit** and **Delete** on the page of a resource, and the open dialog. */
export function EditAndDelete({
  dialog,
  isEditing,
  onEdit,
  onClose,
  isDeleting,
  onDelete,
  children,
}: EditAndDeleteProps) {
  const t = useText()
  return (
    <>
      <Button variant="default" leftSection={<IconEdit size={16} aria-hidden />} onClick={onEdit}>
        {t('common.edit')}
      </Button>
      {children}
      <Button
        variant="default"
        c="var(--mantine-color-error)"
        leftSection={<IconTrash size={16} aria-hidden />}
        loading={isDeleting}
        onClick={onDelete}
      >
        {t('common.delete')}
      </Button>
      {isEditing && <EditDialog {...dialog} onClose={onClose} />}
    </>
  )
}
