import { VisuallyHidden } from '@mantine/core'
import { IconPlug } from '@tabler/icons-react'
import { useText } from '../text/use-text.ts'
import classes from './attributes.module.css'

/** Behind the name of an attribute whose value the identity provider sends, and may send again; first in what explains it. */
export function OwnedMark({ isFirst = false }: { readonly isFirst?: boolean }) {
  const t = useText()
  return (
    <span className={classes.owned} data-first={isFirst || undefined} title={t('people.ownedMark')}>
      <IconPlug size={13} stroke={1.8} aria-hidden />
      <VisuallyHidden>{t('people.ownedMark')}</VisuallyHidden>
    </span>
  )
}
