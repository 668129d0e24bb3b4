import { Code } from '@mantine/core'
import type { Resource } from '../api/scim.ts'
import { escapeDirectionMarks } from '../text/direction-marks.ts'
import { useText } from '../text/use-text.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Card } from '../ui/card.tsx'
import classes from './attributes.module.css'

/** The resource as SCIM answers it. */
export function RawJson({ resource }: { readonly resource: Resource }) {
  const t = useText()
  const text = escapeDirectionMarks(JSON.stringify(resource, undefined, 2))
  return (
    <Card title="SCIM" actions={<CopyButton value={text} what="JSON" />}>
      <Code block className={classes.json} tabIndex={0} aria-label={t('people.json')}>
        {text}
      </Code>
    </Card>
  )
}
