const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that carries a cookie may have come from the console itself. Unsafe methods need proof by what
 * browsers set and pages cannot forge: Sec-Fetch-Site, or else an Origin that is the host asked for.
 */
export function isSameOrigin(request: Request): boolean {
  if (SAFE_METHODS.has(request.method)) return true;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = request.headers.get('origin');
  return origin !== null && ownOrigins(request).includes(origin);
}

/**
 * Whether a browser says that another site caused this request. For signing in, where there is no cookie yet that a
 * foreign page could ride on, and where tools without an Origin are welcome.
 */
export function isForeign(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return true;
  const origin = request.headers.get('origin');
  return origin !== null && !ownOrigins(request).includes(origin);
}

/** The origins under which this request reached the console, as far as its headers and RETORT_URL say. */
export function ownOrigins(request: Request): string[] {
  const hosts = [request.headers.get('host'), request.headers.get('x-forwarded-host')].filter(
    (host) => host !== null,
  );
  const origins = hosts.flatMap((host) => [`http://${host}`, `https://${host}`]);
  const configured = publicOrigin();
  return configured ? [...origins, configured] : origins;
}

/** Origin of RETORT_URL, the address under which people reach the console through a proxy; null when unset. */
export function publicOrigin(env: NodeJS.ProcessEnv = process.env): string | null {
  return env.RETORT_URL && URL.canParse(env.RETORT_URL) ? new URL(env.RETORT_URL).origin : null;
}
