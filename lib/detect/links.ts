import type { IndicatorKind } from '@/lib/model/indicator';
import type { Snapshot } from './snapshot';
import type { Unison } from './unison';

/** What a link speaks of. A group must hang together by at least two of these. */
export type LinkKind = 'payment' | 'contact' | 'device' | 'network' | 'registration' | 'reasoning' | 'unison';

/** One shared thing as a star: its centre, and the accounts around it with the weight (log-odds) of each ray. */
export interface Link {
  kind: LinkKind;
  /** Unique and stable. */
  name: string;
  rays: { account: number; weight: number }[];
}

/** Values that unrelated accounts hardly ever share; how strongly each kind binds is measured in the data. */
const NEARLY_UNIQUE: Partial<Record<IndicatorKind, LinkKind>> = {
  payment_fingerprint: 'payment',
  email_hash: 'contact',
  phone_hash: 'contact',
  signup_device: 'device',
  device: 'device',
  api_key: 'device',
};

/** Values that a site or a small host shares; larger ones are hubs (carrier NAT, VPN exit, campus). */
const BLOCKS: Partial<Record<IndicatorKind, LinkKind>> = {
  signup_block: 'network',
  address_block: 'network',
};

const DAY = 86_400_000;
/** Rays below this bind nobody. */
const LEAST_RAY = 0.6;
const LARGEST_BLOCK_SHARE = 0.003;
const LARGEST_BLOCK = 20;

/**
 * What accounts share apart from what they send, as links. A hub is one star, never its pairs, so the cost grows with the number of rays
 * only. Weights follow rarity among unrelated accounts: for nearly unique kinds the logarithm of the rate at which random pairs
 * share any value of the kind.
 */
export function linksOf(snapshot: Snapshot): Link[] {
  return [...valueLinks(snapshot), ...registrationLinks(snapshot), ...blockLinks(snapshot)];
}

/** Links of pairs that act in unison. */
export function unisonLinks(pairs: readonly Unison[]): Link[] {
  return pairs.map(({ a, b, weight }) => ({
    kind: 'unison' as const,
    name: `unison:${a}:${b}`,
    rays: [a, b].map((account) => ({ account, weight: Math.min(6, weight / 4) })),
  }));
}

/** The rate at which two random accounts that have such a value share it, most common value apart; at most 0.05. */
export function pairRate(sizes: readonly number[], holders: number): number {
  if (holders < 2) return 0.05;
  const sorted = [...sizes].sort((a, b) => b - a);
  let pairs = 1;
  for (let i = 1; i < sorted.length; i++) pairs += ((sorted[i] as number) * ((sorted[i] as number) - 1)) / 2;
  return Math.min(0.05, (2 * pairs) / (holders * (holders - 1)));
}

function valueLinks(snapshot: Snapshot): Link[] {
  const sizes = new Map<IndicatorKind, number[]>();
  for (const { kind, accounts } of snapshot.shared) {
    const list = sizes.get(kind);
    if (list) list.push(accounts.length);
    else sizes.set(kind, [accounts.length]);
  }
  const total = snapshot.accounts.length;
  const binding = new Map(
    [...sizes].map(([kind, all]) => [kind, Math.min(6, -Math.log(pairRate(all, total)))]),
  );
  const links: Link[] = [];
  for (const { kind, key, accounts } of snapshot.shared) {
    const unique = NEARLY_UNIQUE[kind];
    const block = BLOCKS[kind];
    let weight = 0;
    if (unique) weight = binding.get(kind) ?? 0;
    else if (
      block &&
      accounts.length > 2 &&
      accounts.length <= Math.max(LARGEST_BLOCK, total * LARGEST_BLOCK_SHARE)
    ) {
      weight = Math.min(2.5, 0.4 * Math.log(total / accounts.length));
    }
    const linkKind = unique ?? block;
    if (!linkKind || weight < LEAST_RAY) continue;
    links.push({
      kind: linkKind,
      name: `${kind}:${key}`,
      rays: accounts.map((account) => ({ account, weight })),
    });
  }
  return links;
}

/** Accounts of the same e-mail domain and pattern, or of the same card issuer, made on one day far more often than by chance. */
function registrationLinks(snapshot: Snapshot): Link[] {
  const dated: { account: number; day: number; features: string[] }[] = [];
  snapshot.accounts.forEach((facts, account) => {
    if (facts.createdAt === null) return;
    const features: string[] = [];
    if (facts.emailDomain && facts.emailPattern)
      features.push(`mail ${facts.emailDomain} ${facts.emailPattern}`);
    if (facts.paymentBin) features.push(`bin ${facts.paymentBin}`);
    dated.push({ account, day: Math.floor(facts.createdAt / DAY), features });
  });
  const days = count(dated.map((one) => String(one.day)));
  const features = count(dated.flatMap((one) => one.features));
  const stars = new Map<string, number[]>();
  for (const { account, day, features: own } of dated) {
    for (const feature of own) {
      const name = `${feature} ${day}`;
      const star = stars.get(name);
      if (star) star.push(account);
      else stars.set(name, [account]);
    }
  }
  const links: Link[] = [];
  for (const [name, accounts] of stars) {
    if (accounts.length < 4) continue;
    const cut = name.lastIndexOf(' ');
    const expected =
      ((features.get(name.slice(0, cut)) ?? 0) * (days.get(name.slice(cut + 1)) ?? 0)) / dated.length;
    const weight = Math.min(2.5, 0.6 * Math.log(accounts.length / (expected + 0.5)));
    if (weight >= LEAST_RAY) {
      links.push({
        kind: 'registration',
        name: `signup:${name}`,
        rays: accounts.map((account) => ({ account, weight })),
      });
    }
  }
  return links;
}

function blockLinks(snapshot: Snapshot): Link[] {
  return snapshot.blocks.flatMap(({ issuers, presenters }, i) => {
    const accounts = [...new Set([...issuers, ...presenters])].sort((a, b) => a - b);
    if (accounts.length < 2) return [];
    return [
      {
        kind: 'reasoning' as const,
        name: `block:${i}`,
        rays: accounts.map((account) => ({ account, weight: 3 })),
      },
    ];
  });
}

function count(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
