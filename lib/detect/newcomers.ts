import type { Assessed } from './detect';
import { harvestOf } from './group';
import type { Snapshot } from './snapshot';
import { quantile } from './statistics';

/** Exchanges of the group's kind from which a new account is told to belong. */
export const ENOUGH = 10;
/** How long an account counts as new. */
const FRESH = 3 * 86_400_000;
/** Share of the accounts with such traffic that must be members. */
const PURE = 0.9;
/** An account's harvest makes up at least so much of the share that it makes up of nearly every member's traffic. */
const ALIKE = 0.8;

/** What an account sent: exchanges of the group's kind, and all. */
export interface Sent {
  harvest: number;
  exchanges: number;
}

/** How well the traffic of a group tells its members from everybody else, measured at the base. */
export interface Admission {
  /** Share of an account's traffic that must be of the group's kind. */
  share: number;
  /** Accounts with so much of such traffic, and how many of them are members. */
  accounts: number;
  members: number;
  /** Exchanges of the group's kind that accounts had sent by then who were no members. */
  strangers: Map<bigint, number>;
}

/**
 * Measures whom a group would admit: accounts that send its kind of exchange as largely as its members do. Null where such
 * traffic does not tell, because too many who are no members send it as well or too few members do.
 */
export function admissionOf(world: Snapshot, { group }: Assessed): Admission | null {
  const members = new Set(group.members.map(({ account }) => account));
  const users = new Set<number>();
  for (const type of ['families', 'systems', 'tools'] as const)
    for (const at of group.harvest[type])
      for (const account of world[type][at]?.byAccount.keys() ?? []) users.add(account);
  const inside: Sent[] = [];
  const judged: Sent[] = [];
  const strangers: Admission['strangers'] = new Map();
  for (const account of [...users].sort((a, b) => a - b)) {
    const facts = world.accounts[account];
    const harvest = harvestOf(world, account, group.harvest);
    if (!facts || harvest === 0) continue;
    const sent = { harvest, exchanges: facts.exchanges };
    if (members.has(account)) inside.push(sent);
    else {
      strangers.set(facts.key, harvest);
      if (world.until - facts.first > FRESH) judged.push(sent);
    }
  }
  if (inside.length === 0) return null;
  const shares = inside.map((sent) => sent.harvest / sent.exchanges);
  const share = ALIKE * quantile(shares, 0.1);
  const admitted = inside.filter((sent) => isEnough(sent, share)).length;
  const accounts = admitted + judged.filter((sent) => isEnough(sent, share)).length;
  return admitted >= PURE * (accounts + 1) ? { share, accounts, members: admitted, strangers } : null;
}

/** Whether an account became active so lately that the base cannot have judged it. Times in milliseconds. */
export function isFresh(first: number, until: number): boolean {
  return until - first <= FRESH;
}

/** How surely an account belongs to the group by what it sent until now; null when it does not. */
export function membershipOf(admission: Admission, sent: Sent): number | null {
  if (!isEnough(sent, admission.share)) return null;
  return Math.min(0.95, admission.members / (admission.accounts + 1));
}

function isEnough({ harvest, exchanges }: Sent, share: number): boolean {
  return harvest >= ENOUGH && harvest >= share * exchanges;
}
