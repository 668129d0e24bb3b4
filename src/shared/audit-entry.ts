import type { Json, JsonObject } from './json.ts'

/** What the audit log can tell of, and nothing else. The first word is the kind of thing that it was done to. */
export const AUDIT_ACTS = [
  'administrator.create',
  'administrator.password',
  'administrator.remove',
  'administrator.update',
  'audit.purge',
  'authorization.approve',
  'authorization.end',
  'client.create',
  'client.key.add',
  'client.key.remove',
  'client.remove',
  'client.secret.end',
  'client.secret.regenerate',
  'client.update',
  'directory.create',
  'directory.remove',
  'directory.update',
  'passkey.add',
  'passkey.remove',
  'passkey.rename',
  'schema.update',
  'secondFactor.add',
  'secondFactor.codes',
  'secondFactor.recover',
  'secondFactor.remove',
  'session.end',
  'session.open',
  'session.refuse',
  'setup.claim',
  'setup.issue',
  'template.create',
  'template.remove',
  'tenant.create',
  'tenant.update',
  'token.generate',
  'token.revoke',
] as const

export type AuditAct = (typeof AUDIT_ACTS)[number]

/** Who acted: `name` is a client id or an administrator's username, `tokenId` the token that was presented. */
export type AuditActor = {
  readonly kind: 'client' | 'administrator' | 'system'
  readonly name: string
  readonly tokenId?: string
}

/** Who could not show who it is. */
export type Nobody = { readonly kind: 'unknown'; readonly name: ''; readonly tokenId?: string }

/** From where; absent when it was no request. */
export type AuditOrigin = { readonly address: string; readonly agent: string | undefined }

/** What a caller is to the audit log. */
export type AuditedBy = { readonly actor: AuditActor; readonly from?: AuditOrigin | undefined }

/** `id` finds it again, `name` is what people called it then. */
export type AuditTarget = { readonly kind: string; readonly id: string; readonly name?: string }

/** One act, before it has its place in the log. */
export type AuditEntry = Omit<AuditedBy, 'actor'> & {
  readonly actor: AuditActor | Nobody
  /** Milliseconds. */
  readonly at: number
  readonly act: AuditAct
  readonly target: AuditTarget
  /** What there is to know beyond that; `changed` holds `[before, after]` per field. Never a credential, nor a digest of one. */
  readonly details: JsonObject
}

/** One act that the transaction knows more about than its caller: told what was found, it makes the entry. */
export type Audited<T> = (found: T) => AuditEntry

export const auditEntry = (
  { actor, from }: Pick<AuditEntry, 'actor' | 'from'>,
  at: number,
  act: AuditAct,
  target: AuditTarget,
  details: JsonObject = {},
): AuditEntry => ({ at, actor, from, act, target, details })

/** Whoever runs the server: the command line, the configuration, the clock. */
export const BY_SYSTEM: AuditedBy = { actor: { kind: 'system', name: 'muster' } }

/** Per field that is not the same after as before `[before, after]`; `null` where it is absent. */
export function changedFields(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): JsonObject {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  const changed = names
    .map((name): readonly [string, readonly Json[]] => [name, [asJson(before[name]), asJson(after[name])]])
    .filter(([, [from, to]]) => JSON.stringify(from) !== JSON.stringify(to))
  return Object.fromEntries(changed)
}

const asJson = (value: unknown): Json => (value === undefined ? null : (value as Json))
