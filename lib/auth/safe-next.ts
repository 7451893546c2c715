const HERE = 'http://here.invalid';

/**
 * Where to go after sign-in: `next` when it is a page of this console, else the start page. Anything that a browser could
 * read as another site (`//host`, `/\host`, a scheme, control characters between) leads to the start page. `also`: pages of the
 * sign-in itself that are fine.
 */
export function safeNext(next: string | string[] | null | undefined, also: readonly string[] = []): string {
  if (typeof next !== 'string' || !next.startsWith('/') || /[\p{Cc}\\]/u.test(next)) return '/';
  if (!URL.canParse(next, HERE)) return '/';
  const { origin, pathname, search, hash } = new URL(next, HERE);
  if (origin !== HERE || pathname.startsWith('//')) return '/';
  if (also.includes(pathname)) return pathname;
  if (/^\/(sign-in|api|_next)(\/|$)/.test(pathname)) return '/';
  return `${pathname}${search}${hash}`;
}
