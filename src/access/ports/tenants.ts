import type { Audited } from '../../shared/audit-entry.ts'
import type { Result } from '../../shared/result.ts'

export type Tenant = {
  readonly tenantId: number
  /** `a-z 0-9 -`; also its host name `{slug}.localhost`. */
  readonly slug: string
  readonly name: string
  /** Lower case, without port. */
  readonly hosts: readonly string[]
  readonly suspended: boolean
  readonly createdAt: number
}

export interface TenantStore {
  /** Every tenant. There are few; the caller keeps them and asks again when {@link TenantStore.onChange} calls. */
  list(): Promise<readonly Tenant[]>
  /** Calls whenever a tenant came or changed: at once where this process did it, within a second where another did. */
  onChange(listener: () => void): void
  create(
    tenant: Omit<Tenant, 'tenantId'>,
    audited?: Audited<Tenant>,
  ): Promise<Result<Tenant, { readonly kind: 'slugTaken' | 'hostTaken'; readonly value: string }>>
  /** What is not given stays. Fails when a host belongs to another tenant. */
  update(
    tenantId: number,
    change: Partial<Pick<Tenant, 'name' | 'hosts'>> & { readonly settings?: TenantSettings },
    audited?: Audited<TenantState>,
  ): Promise<Result<void, { readonly kind: 'hostTaken'; readonly value: string }>>
  /** As saved; 30 days, and every change kept, where nothing was. */
  settings(tenantId: number): Promise<TenantSettings>
}

export type TenantState = Pick<Tenant, 'name' | 'hosts'> & TenantSettings

export type TenantSettings = {
  /** How many days a deleted user or group can be brought back. */
  readonly undoDays: number
  /** How many days a change stays in the change logs; absent: for ever. Never fewer than `undoDays`, whose undo reads them. */
  readonly changeDays: number | undefined
  /** How many days an entry stays in the audit log; absent: for ever. */
  readonly auditDays?: number | undefined
}
