/** What one bulk request may hold (RFC 7644 §3.7.4), as `/ServiceProviderConfig` announces it. */
export const MAX_BULK_OPERATIONS = 1_000

/** Bytes. */
export const MAX_BULK_PAYLOAD = 8 * 1024 * 1024
