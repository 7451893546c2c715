/** The header in which the sign-in route hands the caller's network address to the sign-in library. */
export const ADDRESS_HEADER = 'x-retort-address';

/**
 * The network address a request comes from, as far as can be known: what the last RETORT_PROXIES proxies (default 1) wrote
 * into X-Forwarded-For. Without a proxy Next writes it, but a caller can send one of their own; so nothing may rest
 * on it alone.
 */
export function clientAddress(headers: Headers, env: NodeJS.ProcessEnv = process.env): string | null {
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  const proxies = Number(env.RETORT_PROXIES ?? 1);
  const address = hops.at(-(Number.isInteger(proxies) && proxies > 0 ? proxies : 1)) ?? '';
  return address === '' || address.length > 100 ? null : address;
}
