import { Button, CloseButton, Portal } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useText } from '../text/use-text.ts'
import { dismiss, type Toast, toasts } from './toast.ts'
import classes from './toasts.module.css'

/** The toasts, in a live region that stands there from the start: regions that appear with their text stay unheard. */
export function Toasts() {
  const shown = toasts.use()
  return (
    <Portal>
      <div className={classes.region} role="status" aria-live="polite">
        {shown.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </div>
    </Portal>
  )
}

function ToastCard({ toast: { id, text, tone, action } }: { readonly toast: Toast }) {
  const t = useText()
  const Icon = tone === 'good' ? IconCircleCheck : IconAlertTriangle
  const act = (): void => {
    action?.run()
    dismiss(id)
  }
  return (
    <div className={classes.toast} data-tone={tone}>
      <Icon size={18} className={classes.icon} aria-hidden />
      <span className={classes.text}>{text}</span>
      {action !== undefined && (
        <Button size="compact-sm" variant="subtle" onClick={act}>
          {action.label}
        </Button>
      )}
      <CloseButton size="sm" aria-label={t('common.close')} onClick={() => dismiss(id)} />
    </div>
  )
}
