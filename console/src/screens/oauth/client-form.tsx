import { Button, Group, Paper, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useText } from '../../text/use-text.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { LeaveGuard } from '../../ui/leave-guard.tsx'
import { placeProblem } from '../../ui/place-problem.ts'
import { ClientFields, type ClientForm } from './client-fields.tsx'
import type { ClientFormValues } from './client-form-values.ts'
import classes from './client-form.module.css'
import { FORM_FIELDS } from './use-client-form.ts'

type ClientFormPageProps<Saved> = {
  readonly form: ClientForm
  readonly nameInput: ReactNode
  /** Settings that a template does not have. */
  readonly more?: ReactNode
  readonly save: (values: ClientFormValues) => Promise<Saved>
  readonly onSaved: (saved: Saved) => void
  readonly cancelTo: string
}

/** The card of the form with **Save**; asks before typed things are left behind. */
export function ClientFormCard<Saved>({ form, nameInput, more, save, onSaved, cancelTo }: ClientFormPageProps<Saved>) {
  const t = useText()
  const [placed, setPlaced] = useState(false)
  const saving = useMutation({
    mutationFn: save,
    onError: (error) => setPlaced(placeProblem(form, error, FORM_FIELDS)),
    onSuccess: (saved) => {
      form.resetDirty()
      onSaved(saved)
    },
  })
  return (
    <Paper className={classes.card}>
      <form onSubmit={form.onSubmit((values) => saving.mutate(values), focusFirstError)} noValidate>
        <ClientFields form={form} nameInput={nameInput} />
        {more}
        <Stack gap="md" mt="lg">
          <FormProblem error={saving.error} placed={placed} />
          <Group gap="xs" className={classes.actions}>
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

/** Whoever does not see the red border is taken to it. */
function focusFirstError(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}
