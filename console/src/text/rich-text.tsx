import { Trans } from '@lingui/react'
import type { ReactElement } from 'react'
import type { MessageId } from './use-text.ts'

type RichTextProps = {
  readonly id: MessageId
  readonly values?: Readonly<Record<string, string | number>>
  /** Elements for `<name>…</name>` in the message. */
  readonly parts: Record<string, ReactElement>
}

/** A message with elements in it, which the translator may move. */
export const RichText = ({ id, values, parts }: RichTextProps) => (
  <Trans id={id} values={{ ...values }} components={parts} />
)
