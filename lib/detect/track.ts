import { key64 } from '@/lib/model/hash';
import { overlap } from './statistics';

/** A campaign as the last run left it. */
export interface Known {
  id: string;
  accounts: ReadonlySet<bigint>;
  scaffolds: ReadonlySet<string>;
  /** Whether the last run found it. */
  current: boolean;
  /** The campaign it became part of. */
  mergedInto: string | null;
  /** Accounts by which it is recognized, where those are more than its own. */
  known?: ReadonlySet<bigint>;
  /** Campaigns that a person set it apart from: it is not merged into them. */
  apart?: ReadonlySet<string>;
}

/** A group found now. */
export interface Found {
  /** The account with the earliest harvest. */
  founder: bigint;
  accounts: ReadonlySet<bigint>;
  scaffolds: ReadonlySet<string>;
}

/** Which campaign a found group is, and how it came about. */
export interface Tracked<K extends Known = Known> {
  id: string;
  /** The campaign that goes on, or null for a new one. */
  before: K | null;
  /** Campaigns of the last run whose accounts now act as part of this one. */
  merged: K[];
  /** The campaign of the last run whose accounts these were, when it goes on without them. */
  splitFrom: K | null;
}

/** Share of the smaller one's accounts that must be in both for two to be the same operation. */
const SAME = 0.5;
/** Likeness of scaffolds (Dice) from which accounts nobody knew have taken up a campaign that had ended. */
const TAKEN_UP = 0.5;
/** Share of its scaffolds that a campaign must bring along to count as merged, not as having ended on a pool that others use. */
const BROUGHT = 0.3;

/**
 * Which known campaign each found group is: the one with the most accounts in common, and of several on one pool the one
 * with the same scaffolds; with no account in common, one that had ended and sent the same. Each known one is taken once,
 * those merged into others last. Of the others, those whose accounts went into a found group are merged into it, and a
 * group without a campaign that consists of a known one's accounts is split off from it. Groups that are none get an id from their
 * founding account, so the same data give the same id in any database.
 */
export function trackCampaigns<K extends Known>(found: readonly Found[], known: readonly K[]): Tracked<K>[] {
  const given = assign(found, known);
  const taken = new Map([...given].map(([f, campaign]) => [campaign, found[f] as Found]));
  const merged = mergers(found, known, { given, taken });
  const ids = new Set(known.map(({ id }) => id));
  return found.map((group, f) => {
    const before = given.get(f) ?? null;
    const parts = merged.get(f) ?? [];
    if (before) return { id: before.id, before, merged: parts, splitFrom: null };
    let id = campaignId(group.founder, 0);
    for (let attempt = 1; ids.has(id); attempt++) id = campaignId(group.founder, attempt);
    ids.add(id);
    return { id, before: null, merged: parts, splitFrom: originOf(group, known, taken) };
  });
}

function assign<K extends Known>(found: readonly Found[], known: readonly K[]): Map<number, K> {
  const pairs: { f: number; k: number; weight: number }[] = [];
  found.forEach((group, f) => {
    known.forEach((campaign, k) => {
      const accounts = campaign.known ?? campaign.accounts;
      const both = overlap(group.accounts, accounts);
      const smaller = Math.min(group.accounts.size, accounts.size);
      const alike = likeness(group.scaffolds, campaign.scaffolds);
      const last = campaign.mergedInto === null ? 0 : -3;
      if (smaller > 0 && both >= SAME * smaller) {
        const union = group.accounts.size + accounts.size - both;
        pairs.push({ f, k, weight: both / union + alike + last });
      } else if (!campaign.current && alike >= TAKEN_UP) {
        pairs.push({ f, k, weight: alike - 2 + last });
      }
    });
  });
  pairs.sort((a, b) => b.weight - a.weight || a.f - b.f || a.k - b.k);
  const given = new Map<number, K>();
  const taken = new Set<number>();
  for (const { f, k } of pairs) {
    if (given.has(f) || taken.has(k)) continue;
    given.set(f, known[k] as K);
    taken.add(k);
  }
  return given;
}

/** Campaigns of the last run that nothing found now is, by the found group that most of their accounts went into. */
function mergers<K extends Known>(
  found: readonly Found[],
  known: readonly K[],
  { given, taken }: { given: ReadonlyMap<number, K>; taken: ReadonlyMap<K, Found> },
): Map<number, K[]> {
  const merged = new Map<number, K[]>();
  for (const campaign of known) {
    if (!campaign.current || campaign.mergedInto !== null || taken.has(campaign)) continue;
    let best: { f: number; both: number } | null = null;
    found.forEach((group, f) => {
      if (campaign.apart?.has(given.get(f)?.id ?? '')) return;
      const both = overlap(group.accounts, campaign.accounts);
      const brought = overlap(group.scaffolds, campaign.scaffolds) >= BROUGHT * campaign.scaffolds.size;
      if (brought && both >= SAME * campaign.accounts.size && (!best || both > best.both)) best = { f, both };
    });
    if (!best) continue;
    const { f } = best as { f: number };
    const list = merged.get(f);
    if (list) list.push(campaign);
    else merged.set(f, [campaign]);
  }
  return merged;
}

/** The campaign that a new group's accounts left, when it goes on without them. */
function originOf<K extends Known>(
  group: Found,
  known: readonly K[],
  taken: ReadonlyMap<K, Found>,
): K | null {
  let best: { campaign: K; both: number } | null = null;
  for (const campaign of known) {
    const rest = campaign.current ? taken.get(campaign) : undefined;
    if (!rest || overlap(group.accounts, rest.accounts) >= SAME * group.accounts.size) continue;
    const both = overlap(group.accounts, campaign.accounts);
    if (both >= SAME * group.accounts.size && (!best || both > best.both)) best = { campaign, both };
  }
  return best?.campaign ?? null;
}

/** Twice what both have, of what they have together; 0 when neither has anything. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const total = a.size + b.size;
  return total === 0 ? 0 : (2 * overlap(a, b)) / total;
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

/** What is remembered of a member that a person took out of a campaign, and what a run now says of it. */
export interface Listed {
  harvest_exchanges: number;
  reasons: readonly string[];
}

/** Growth of an account's harvest that is another matter than what a person judged. */
const GROWN = 4;
const GROWN_EXCHANGES = 100;

/**
 * What speaks more for an account's membership than what a person judged when taking it out: reasons of a new kind, or many
 * times the harvest. Empty when nothing of weight changed.
 */
export function changedMembership(judged: Listed, now: Listed): string[] {
  const kinds = new Set(judged.reasons.map(kindOfReason));
  const changes = now.reasons.filter((reason) => !kinds.has(kindOfReason(reason)));
  const [was, is] = [judged.harvest_exchanges, now.harvest_exchanges];
  if (is >= GROWN * was && is >= was + GROWN_EXCHANGES)
    changes.push(`Its exchanges of the group's kind rose from ${was} to ${is}.`);
  return changes;
}

/** A sentence without its numbers, and without the forms that follow from them. */
function kindOfReason(reason: string): string {
  return reason
    .replace(/\d[\d.,]*%?/g, '#')
    .replace(/\b(exchange|member|account|block|hour|day|minute)s\b/g, '$1')
    .replace(/\bshares\b/g, 'share');
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;
}
