import type { Scene } from '@/lib/detect/group';
import { clamp, quantile } from '@/lib/detect/statistics';
import type { IndicatorKind } from '@/lib/model/indicator';
import { opennessOf } from './customers';
import { number, percent, plural, type Signal, span } from './signal';
import { viewOf } from './view';

const HOUR = 3600;
/** A pause from which people have gone home, and the longest day on which they have not. */
const PAUSE = 3 * HOUR;
const LONGEST = 10 * HOUR;
/** Days of a workshop in a row; beyond that, a course meets once a week. */
const IN_A_ROW = 3;
const WEEKLY = 5 * 24 * HOUR;
const MOST_SITTINGS = 12;
/** Share of a place's accounts that take part in a sitting, and of their use that falls into sittings. */
const PRESENT = 0.3;
const INSIDE = 0.85;
/** Requests of a person in one sitting. */
const A_FEW = 40;
const LEAST_ACCOUNTS = 5;
/** Address blocks at which a typical account is, from which it is doubted that it sits in a room, and from which it does not. */
const ROAMING = [2, 5] as const;

/**
 * A workshop, an exam, a class: accounts at one place that do this in one sitting, or a sitting a week, a few times each, and
 * nothing of it at any other time. They register together, share an address and a starter program and do the same exercises,
 * so all of that is explained; an operation works on when the hour is over, and from many places. It does not stand where
 * several cards each pay for some, where accounts change from one address block to the next within the hour, as behind a farm of
 * telephones, where they present one another's hidden reasoning or ask for it, or where accounts
 * were banned. Base rate: none is measured; the times of a class are those of a job as well, so it weighs at most 2.5.
 */
export const sitting: Signal = {
  name: 'sitting',
  about: 'coordination',
  theme: 'public',
  evaluate(scene) {
    const { group, rhythm } = scene;
    const size = group.members.length;
    const { places, roaming } = placesOf(scene);
    const met = places.flatMap((accounts) => {
      const found = sittingsOf(accounts, rhythm.starts);
      return found ? [{ accounts, ...found }] : [];
    });
    const present = met.reduce((sum, { accounts }) => sum + accounts.length, 0);
    const share = Math.min(1, present / size / 0.9);
    if (present < LEAST_ACCOUNTS || share < 0.5) return null;
    const each = quantile(
      group.members.map(({ harvest }) => harvest),
      0.5,
    );
    const sittings = Math.max(...met.map(({ count }) => count));
    if (each > A_FEW * sittings) return null;
    const stands = share * likeness(scene) * doubt(roaming, ...ROAMING);
    if (stands < 0.1) return null;
    const longest = Math.max(...met.map(({ length }) => length));
    const inside = Math.min(...met.map(({ covered }) => covered));
    return {
      logOdds: -2.5 * stands,
      explains: {
        themes: ['infrastructure', 'registration', 'content', 'program', 'timing'],
        share: 0.92 * stands,
      },
      ...(stands >= 0.6 ? { most: 'watch' as const } : {}),
      summary: `${number(present)} of ${number(size)} accounts are at ${met.length === 1 ? 'one place' : `${number(met.length)} places`} and do this in ${
        sittings === 1
          ? `one sitting of ${span(longest * 1000)}`
          : `${plural(sittings, 'sitting')} of at most ${span(longest * 1000)}`
      }, ${number(each)} times each in the middle.`,
      baseline: `${percent(inside)} of these sessions fall into ${sittings === 1 ? 'it' : 'them'}: people in a workshop, an exam or a class register together, share an address and do the same exercises; an operation works on when the hour is over.`,
      details: {
        accounts: present,
        members: size,
        places: met.length,
        sittings,
        longest_hours: longest / HOUR,
        share_inside: inside,
        median_exchanges: each,
      },
    };
  },
};

const BLOCKS: ReadonlySet<IndicatorKind> = new Set(['address_block', 'signup_block']);

/**
 * Members by the address block that they use or registered from, each once, larger places first; and at how many such blocks a
 * typical one of them is.
 */
function placesOf(scene: Scene): { places: number[][]; roaming: number } {
  const { isMember, common } = viewOf(scene);
  const blocks = new Map<string, Set<number>>();
  for (const { value, accounts } of common(BLOCKS)) {
    const block = blocks.get(value) ?? new Set<number>();
    for (const account of accounts) if (isMember(account)) block.add(account);
    blocks.set(value, block);
  }
  const least = Math.max(LEAST_ACCOUNTS, 0.05 * scene.group.members.length);
  const placed = new Set<number>();
  const seen = new Map<number, number>();
  for (const block of blocks.values()) {
    if (block.size >= least) for (const account of block) seen.set(account, (seen.get(account) ?? 0) + 1);
  }
  const places = [...blocks]
    .sort((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1))
    .flatMap(([, block]) => {
      const here = [...block].filter((account) => !placed.has(account));
      if (here.length < least) return [];
      for (const account of here) placed.add(account);
      return [here];
    });
  return { places, roaming: seen.size === 0 ? 0 : quantile([...seen.values()], 0.5) };
}

/** The sittings (seconds) of accounts at one place; null when they are there at all times, or most days. */
function sittingsOf(
  accounts: readonly number[],
  starts: ReadonlyMap<number, readonly number[]>,
): { count: number; length: number; covered: number } | null {
  const all = accounts
    .flatMap((account) => (starts.get(account) ?? []).map((at) => ({ at, account })))
    .sort((a, b) => a.at - b.at);
  if (all.length === 0) return null;
  const active = new Set(all.map(({ account }) => account)).size;
  const runs: { from: number; to: number; who: Set<number>; sessions: number }[] = [];
  for (const { at, account } of all) {
    const run = runs.at(-1);
    if (run && at - run.to <= PAUSE) {
      run.to = at;
      run.who.add(account);
      run.sessions++;
    } else runs.push({ from: at, to: at, who: new Set([account]), sessions: 1 });
  }
  const sittings = runs.filter(({ who }) => who.size >= PRESENT * active);
  const [first, last] = [sittings[0], sittings.at(-1)];
  if (!first || !last || sittings.length > MOST_SITTINGS) return null;
  const covered = sittings.reduce((sum, { sessions }) => sum + sessions, 0) / all.length;
  const length = Math.max(...sittings.map(({ from, to }) => to - from));
  if (covered < INSIDE || length > LONGEST) return null;
  const reach = last.from - first.from;
  const inARow = sittings.length <= IN_A_ROW && reach <= IN_A_ROW * 24 * HOUR;
  if (!inARow && reach < WEEKLY * (sittings.length - 1)) return null;
  return { count: sittings.length, length, covered };
}

function doubt(value: number, from: number, to: number): number {
  return 1 - clamp((value - from) / (to - from), 0, 1);
}

/** How far nothing speaks against people in a room, 0 to 1. */
function likeness(scene: Scene): number {
  const { members, held } = viewOf(scene);
  const size = members.length;
  const { extraction, banned } = opennessOf(scene);
  const cards = held('payment_fingerprint').filter(({ inside }) => inside > 1);
  const paid = cards.reduce((sum, { inside }) => sum + inside, 0);
  // One card for all is a sponsor's; several, each for some, are a ring's.
  const ring = (cards[0]?.inside ?? 0) >= 0.8 * paid ? 0 : paid / size;
  return (
    doubt(ring, 0.1, 0.4) *
    doubt(replaying(scene), 0.02, 0.15) *
    doubt(extraction, 0.1, 0.4) *
    doubt(banned / size, 0.1, 0.3)
  );
}

/** Share of members that present a hidden reasoning block which another member or anybody else holds. */
export function replaying(scene: Scene): number {
  const { members, isMember, presented } = viewOf(scene);
  const carriers = new Set<number>();
  for (const { issuers, presenters } of presented()) {
    if (new Set([...issuers, ...presenters]).size < 2) continue;
    for (const account of presenters) if (isMember(account)) carriers.add(account);
  }
  return carriers.size / members.length;
}
