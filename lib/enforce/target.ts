import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';

export interface TargetPolicy {
  /** On-premises: also plain http and private addresses. */
  allowPrivate: boolean;
}

/** The policy of this installation: RETORT_WEBHOOK_ALLOW_PRIVATE=1 opens private networks and plain http. */
export function targetPolicy(env: NodeJS.ProcessEnv = process.env): TargetPolicy {
  return { allowPrivate: env.RETORT_WEBHOOK_ALLOW_PRIVATE === '1' };
}

/** Ranges inside one's own network, for which somebody must have said that they are meant. */
const PRIVATE_RANGES = new Set(['private', 'uniqueLocal', 'carrierGradeNat']);

/**
 * Why orders must not be sent to this address, or null. Public unicast addresses are fine and so is this machine itself;
 * private ones only when the policy says so; link-local ones, where cloud machines keep their credentials, never.
 */
export function refuseAddress(address: string, policy: TargetPolicy): string | null {
  if (!ipaddr.isValid(address)) return `${address} is not an address.`;
  const range = ipaddr.process(address).range();
  if (range === 'unicast' || range === 'loopback') return null;
  if (PRIVATE_RANGES.has(range)) {
    if (policy.allowPrivate) return null;
    return `${address} is in a private network. Set RETORT_WEBHOOK_ALLOW_PRIVATE=1 if that is meant.`;
  }
  return `${address} (${range}) is not an address that orders may be sent to.`;
}

/** Why this is not a webhook's address, or null: https, or http to this machine or by policy; no user, no password. */
export function refuseUrl(url: string, policy: TargetPolicy): string | null {
  if (!URL.canParse(url)) return 'This is not a complete address.';
  const { protocol, username, password, hostname } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return 'The address must begin with https://.';
  if (username || password)
    return 'The address must not hold a user or password: the signature proves who sends.';
  const address = literal(hostname);
  if (protocol === 'http:' && !policy.allowPrivate && !isThisMachine(hostname)) {
    return 'The address must begin with https://, or else orders could be read and changed on their way.';
  }
  return address === null ? null : refuseAddress(address, policy);
}

/** Finds the addresses of a host. Injected in tests. */
export type Resolve = (hostname: string) => Promise<{ address: string; family: number }[]>;

const resolveByDns: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true });

/**
 * The one address to which this delivery goes, checked. The request is pinned to it, so that a name cannot
 * point elsewhere between check and use. Throws an Error with a sentence when any address of the host is refused.
 */
export async function resolveTarget(
  url: URL,
  policy: TargetPolicy,
  resolve: Resolve = resolveByDns,
): Promise<{ address: string; family: number }> {
  const refusal = refuseUrl(url.href, policy);
  if (refusal) throw new Error(refusal);
  const address = literal(url.hostname);
  if (address !== null) return { address, family: ipaddr.parse(address).kind() === 'ipv6' ? 6 : 4 };
  const found = await resolve(url.hostname);
  for (const { address: each } of found) {
    const reason = refuseAddress(each, policy);
    if (reason) throw new Error(reason);
    if (url.protocol === 'http:' && !policy.allowPrivate && ipaddr.process(each).range() !== 'loopback') {
      throw new Error(`${url.hostname} is not this machine: use https.`);
    }
  }
  const first = found[0];
  if (!first) throw new Error(`${url.hostname} has no address.`);
  return first;
}

function literal(hostname: string): string | null {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(bare) ? bare : null;
}

function isThisMachine(hostname: string): boolean {
  if (hostname === 'localhost') return true;
  const address = literal(hostname);
  return address !== null && ipaddr.process(address).range() === 'loopback';
}
