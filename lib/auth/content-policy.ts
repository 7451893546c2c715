/**
 * SHA-256 of the style sheet that the toasts put into the page themselves; they take no nonce. A test holds it to the
 * package.
 */
export const TOAST_STYLES = 'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY=';

/** They put the element in before its text, so browsers look at an empty one first. SHA-256 of nothing. */
const EMPTY_STYLES = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

/**
 * The Content-Security-Policy of a page. Scripts run only with the nonce of this answer, or when such a script loaded
 * them. Style elements need it too; style attributes, which place the bars of a chart, are left open: they load
 * nothing and run nothing.
 */
export function contentPolicy(nonce: string, { dev = false }: { dev?: boolean } = {}): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}' '${TOAST_STYLES}' '${EMPTY_STYLES}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
