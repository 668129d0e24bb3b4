import { useLingui } from '@lingui/react'
import type english from '../messages/en.json'

export type MessageId = keyof typeof english

type Values = Readonly<Record<string, string | number>>

/** Says a message of the catalogue; `values` fill its `{placeholders}`. */
export type Text = (id: MessageId, values?: Values) => string

export function useText(): Text {
  const { i18n } = useLingui()
  return (id, values) => i18n._(id, values)
}
