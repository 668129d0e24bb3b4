/** From the most to the least. */
export const ROLES = ['owner', 'administrator', 'auditor'] as const
