import { BlockList, isIP, isIPv4 } from 'node:net';

/** Networks that no list for firewalls may name: one's own, those of machines themselves, and those of everybody. */
const NEVER = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['224.0.0.0', 3],
] as const)
  NEVER.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  NEVER.addSubnet(network, prefix, 'ipv6');

/** No campaign comes from a sixteenth of all addresses: what is wider is a mistake. */
const WIDEST = { ipv4: 12, ipv6: 24 };

/** A network of addresses that may be listed. */
export interface Network {
  address: string;
  prefix: number;
  family: 'ipv4' | 'ipv6';
}

/**
 * Reads `203.0.113.0/24`, `2001:db8::/48` or a single address. Null for anything else, and for what must never be blocked: private and
 * special networks, and networks too wide to be one operation's.
 */
export function parseNetwork(text: string): Network | null {
  const [, address = '', length] = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  if (isIP(address) === 0) return null;
  const family = isIPv4(address) ? 'ipv4' : 'ipv6';
  const most = family === 'ipv4' ? 32 : 128;
  const prefix = length === undefined ? most : Number(length);
  if (prefix > most || prefix < WIDEST[family] || NEVER.check(address, family)) return null;
  return { address: address.toLowerCase(), prefix, family };
}

/** In CIDR form, a single address too. */
export function cidrOf({ address, prefix }: Network): string {
  return `${address}/${prefix}`;
}

/** Of an IPv4 network no larger than a /24 every address, of a single IPv6 address that one; nothing of others. */
export function addressesIn({ address, prefix, family }: Network): string[] {
  if (family === 'ipv6') return prefix === 128 ? [address] : [];
  if (prefix < 24) return [];
  const octets = address.split('.').map(Number);
  const size = 2 ** (32 - prefix);
  const first = (octets[3] ?? 0) & ~(size - 1);
  return Array.from({ length: size }, (_, i) => [...octets.slice(0, 3), first + i].join('.'));
}
