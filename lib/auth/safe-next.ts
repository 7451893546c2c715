const HERE = 'http://here.invalid';

/**
 * Where to go after sign-in: `next` when it is a page of this console, else the start page. Anything that a browser could
 * read as another site (`//host`, `/\host`, a scheme, control characters between) leads to the start page.
 */
export function safeNext(next: string | string[] | null | undefined): string {
  if (typeof next !== 'string' || !next.startsWith('/') || /[\p{Cc}\\]/u.test(next)) return '/';
  if (!URL.canParse(next, HERE)) return '/';
  const { origin, pathname, search, hash } = new URL(next, HERE);
  if (origin !== HERE || pathname.startsWith('//')) return '/';
  if (/^\/(sign-in|api|_next)(\/|$)/.test(pathname)) return '/';
  return `${pathname}${search}${hash}`;
}
