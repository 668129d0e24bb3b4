import type { Migration } from '../migrate.ts'

/** What may be worth a notice before it expires, apart from the many tokens that live for hours. Its query says the same. */
export const longLivedTokens: Migration = {
  number: 18,
  name: 'long-lived tokens',
  statements: () => [
    `CREATE INDEX token_long_lived ON token (tenant_id, expires_at)
      WHERE client_id IS NOT NULL AND expires_at - issued_at > 86400000 AND revoked_at IS NULL AND exchanged_at IS NULL`,
  ],
}
