import type { AuditAct } from '../../api/audit.ts'
import type { Text } from '../../text/use-text.ts'

type ActGroup = AuditAct extends infer A ? (A extends `${infer First}.${string}` ? First : never) : never

/** What a filter of the log can be set to: the first words of the acts. One that is missing here is an error of types. */
const GROUPS: Readonly<Record<ActGroup, true>> = {
  administrator: true,
  audit: true,
  authorization: true,
  client: true,
  directory: true,
  passkey: true,
  schema: true,
  secondFactor: true,
  session: true,
  setup: true,
  template: true,
  tenant: true,
  token: true,
}

export const ACT_GROUPS = Object.keys(GROUPS) as readonly ActGroup[]

/** An act in words. One that a newer server knows and this page does not is shown as it is called there. */
export function sayAct(t: Text, act: string): string {
  const said = t(`act.${act as AuditAct}`)
  return said === `act.${act}` ? act : said
}
