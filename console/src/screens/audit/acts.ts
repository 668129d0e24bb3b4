import type { AuditAct } from '../../api/audit.ts'
import type { Text } from '../../text/use-text.ts'

/** What a filter of the log can be set to: the first words of the acts. */
export const ACT_GROUPS = [
  'administrator',
  'audit',
  'authorization',
  'client',
  'directory',
  'passkey',
  'schema',
  'session',
  'setup',
  'template',
  'tenant',
  'token',
] as const

/** An act in words. One that a newer server knows and this page does not is shown as it is called there. */
export function sayAct(t: Text, act: string): string {
  const said = t(`act.${act as AuditAct}`)
  return said === `act.${act}` ? act : said
}
