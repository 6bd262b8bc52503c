/**
 * Content-Security-Policy of our own pages, stricter than that of Swagger UI: nothing inline, nothing from elsewhere,
 * and no text that becomes markup (trusted types), whatever an attacker has written into a log.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join(';');
