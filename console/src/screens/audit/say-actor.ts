import type { AuditEntry } from '../../api/audit.ts'
import type { Text } from '../../text/use-text.ts'

/** A name where there is one, else what it was that acted. */
export const sayActor = (t: Text, { kind, name }: AuditEntry['actor']): string =>
  kind === 'administrator' || kind === 'client' ? name : t(kind === 'system' ? 'actor.system' : 'actor.unknown')
