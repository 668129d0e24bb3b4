/** Headers of everything under `/console/` (OWASP Secure Headers). HSTS only where the origin is https: RFC 6797 §7.2. */
export const consoleHeaders = (isHttps: boolean): Record<string, string> => ({
  'content-security-policy': contentSecurityPolicy(undefined),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  ...(isHttps ? { 'strict-transport-security': 'max-age=63072000' } : {}),
})

/**
 * Nothing from elsewhere, nothing inline. `nonce` is for the `<style>` elements that the component library makes at run
 * time; style attributes in markup stay forbidden, because React sets styles through the object model.
 */
export const contentSecurityPolicy = (nonce: string | undefined): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${nonce === undefined ? '' : ` 'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ')
