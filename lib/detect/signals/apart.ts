import { facts, type Scene } from '@/lib/detect/group';
import { quantile } from '@/lib/detect/statistics';
import { binomialTail } from '@/lib/detect/statistics-tails';
import { sharesTest } from '@/lib/detect/timing-shares';
import type { IndicatorKind } from '@/lib/model/indicator';
import { viewOf } from './view';

const DAY = 86_400_000;
const LEAST_ACCOUNTS = 8;
/** Share of members of whom a payment must be known, so that a missing tie is not missing data. */
const KNOWN = 0.35;
/** Spread of creation times (the middle half) from which accounts were not made as one. */
const LEAST_SPREAD = 21 * DAY;
/** Share of members with a tie from which the group is tied, whatever is usual. */
const TIED = 0.2;
const CHANCE = 0.05;
const TIES: ReadonlySet<IndicatorKind> = new Set([
  'payment_fingerprint',
  'signup_device',
  'device',
  'api_key',
  'signup_block',
  'address_block',
]);

/** Accounts that nothing but what they send ties together. */
export interface Apart {
  /** Members, and others, that share a card, a device, a key or an address with another of theirs. */
  tied: number;
  tiedOthers: number;
  /** Members whose payment is known. */
  payments: number;
  /** Between the first and the third quartile of creation times, in milliseconds. */
  spread: number;
}

const seen = new WeakMap<Scene, Apart | null>();

/**
 * Whether the members have no more in common than customers taken at random have: cards, devices, keys, addresses, or the
 * time in which they were made. Null when they have, or when too little is known of them.
 */
export function apart(scene: Scene): Apart | null {
  let found = seen.get(scene);
  if (found === undefined) {
    found = look(scene);
    seen.set(scene, found);
  }
  return found;
}

function look(scene: Scene): Apart | null {
  const { world, others } = scene;
  const { members, isMember, common } = viewOf(scene);
  const size = members.length;
  if (size < LEAST_ACCOUNTS) return null;
  const payments = members.filter((account) => {
    const { paymentBin, paymentKind } = facts(world, account);
    return paymentBin !== null || paymentKind !== null;
  }).length;
  const made = members.flatMap((account) => facts(world, account).createdAt ?? []);
  if (payments < KNOWN * size || made.length < 0.5 * size) return null;
  const spread = quantile(made, 0.75) - quantile(made, 0.25);
  if (spread < LEAST_SPREAD) return null;
  const tied = new Set<number>();
  for (const { accounts } of common(TIES)) {
    const inside = accounts.filter(isMember);
    if (inside.length > 1) for (const account of inside) tied.add(account);
  }
  const tiedOthers = viewOf(scene).tied(TIES);
  const usual = (tiedOthers + 1) / (others.length + 2);
  if (tied.size > 0 && binomialTail(tied.size, size, usual) < CHANCE) return null;
  if (tied.size > Math.max(TIED, usual) * size) return null;
  return { tied: tied.size, tiedOthers, payments, spread };
}

/** Spread of use against even dealing from which accounts were not driven as one. */
const UNEVEN = 4;

/** How unevenly the accounts are used against even dealing, when that is as people differ; null when they may be driven as one. */
export function unevenUse({ rhythm }: Scene): number | null {
  const shares = sharesTest(rhythm.starts);
  return shares !== null && shares.spread >= UNEVEN ? shares.spread : null;
}
