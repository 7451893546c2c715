import { key64 } from '@/lib/model/hash';

/** A campaign as the last run left it. */
export interface Known {
  id: string;
  accounts: ReadonlySet<bigint>;
  scaffolds: ReadonlySet<string>;
}

/** A group found now. */
export interface Found {
  /** The account with the earliest harvest. */
  founder: bigint;
  accounts: ReadonlySet<bigint>;
  scaffolds: ReadonlySet<string>;
}

/** Share of the smaller one's accounts that must be in both for two to be the same operation. */
const SAME = 0.5;

/**
 * Which known campaign each found group is: the one with the most accounts in common, and of several on one pool the one
 * with the same scaffolds. Each known one is taken once. Groups that are none get an id from their founding account, so
 * the same data give the same id in any database.
 */
export function trackCampaigns(
  found: readonly Found[],
  known: readonly Known[],
): { id: string; before: Known | null }[] {
  const pairs: { f: number; k: number; weight: number }[] = [];
  found.forEach((group, f) => {
    known.forEach((campaign, k) => {
      const both = overlap(group.accounts, campaign.accounts);
      const smaller = Math.min(group.accounts.size, campaign.accounts.size);
      if (smaller === 0 || both < SAME * smaller) return;
      const union = group.accounts.size + campaign.accounts.size - both;
      const contents = group.scaffolds.size + campaign.scaffolds.size;
      const alike = contents === 0 ? 0 : (2 * overlap(group.scaffolds, campaign.scaffolds)) / contents;
      pairs.push({ f, k, weight: both / union + alike });
    });
  });
  pairs.sort((a, b) => b.weight - a.weight || a.f - b.f || a.k - b.k);
  const given = new Map<number, Known>();
  const taken = new Set<number>();
  for (const { f, k } of pairs) {
    if (given.has(f) || taken.has(k)) continue;
    given.set(f, known[k] as Known);
    taken.add(k);
  }
  const ids = new Set(known.map(({ id }) => id));
  return found.map((group, f) => {
    const before = given.get(f) ?? null;
    if (before) return { id: before.id, before };
    let id = campaignId(group.founder, 0);
    for (let attempt = 1; ids.has(id); attempt++) id = campaignId(group.founder, attempt);
    ids.add(id);
    return { id, before: null };
  });
}

function overlap<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let both = 0;
  for (const item of small) if (large.has(item)) both++;
  return both;
}

function campaignId(founder: bigint, attempt: number): string {
  return `cmp_${base32(key64(`campaign\0${founder}\0${attempt}`))}`;
}

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/** The low 50 bits of a key as ten characters that cannot be misread. */
export function base32(key: bigint): string {
  let rest = BigInt.asUintN(50, key);
  let text = '';
  for (let i = 0; i < 10; i++) {
    text = DIGITS[Number(rest & 31n)] + text;
    rest >>= 5n;
  }
  return text;
}

/** Least change of a signal's log-odds that counts as a change of the evidence. */
const CHANGED = 1;

/**
 * What speaks more for a campaign than what a person judged: signals that are new or have grown. Empty when nothing of
 * weight changed. `judged` holds log-odds to the nearest half, by signal.
 */
export function changedEvidence(
  judged: Readonly<Record<string, number>>,
  now: readonly { signal: string; log_odds: number }[],
): string[] {
  return now
    .filter(({ signal, log_odds }) => log_odds - (judged[signal] ?? 0) >= CHANGED)
    .map(({ signal, log_odds }) => {
      const was = judged[signal];
      const name = signal.replaceAll('-', ' ');
      return was === undefined
        ? `${name} is new (${signed(log_odds)})`
        : `${name} rose from ${signed(was)} to ${signed(log_odds)}`;
    });
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;
}
