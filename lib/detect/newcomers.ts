import type { Cell } from './cells';
import type { Assessed } from './detect';
import { type Group, isHarvest } from './group';
import type { Snapshot } from './snapshot';
import { quantile } from './statistics';

/** Exchanges from which a new account is told to belong, and how many of them must be by the group's programs. */
export const ENOUGH = 10;
export const ENOUGH_OWN = 5;
/** How long an account counts as new. */
const FRESH = 3 * 86_400_000;
/** Share of the accounts with such traffic that must be members. */
const PURE = 0.9;
/** An account's traffic by the group's programs makes up at least so much of the share that it makes up of nearly every member's. */
const ALIKE = 0.8;
/** Fewest members that use a program, and exchanges by which an account counts as using it. */
const LEAST_USERS = 3;
const LEAST_USE = 3;

/** What an account sent: exchanges of the group's kind by its programs, and all. */
export interface Sent {
  harvest: number;
  exchanges: number;
}

/** How well the traffic of a group tells its members from everybody else, measured at the base. */
export interface Admission {
  /** Tools with parameters, as {@link programOf} names them, by which hardly anybody but members sends the group's kind. */
  programs: Set<string>;
  /** Share of an account's traffic that must be of the group's kind and by its programs. */
  share: number;
  /** Accounts with so much of such traffic, and how many of them are members. */
  accounts: number;
  members: number;
  /** Such exchanges of accounts that were no members at the base. */
  strangers: Map<bigint, number>;
}

/** The program by which an exchange was sent: its tools and parameters, as far as several accounts share them. */
export function programOf(tool: bigint | null, param: bigint | null): string {
  return `${tool ?? '-'} ${param ?? '-'}`;
}

/**
 * Measures whom a group would admit: accounts that send its kind of exchange by its programs, as largely as its members
 * do. What operations send they may have in common; hardly ever the program too. Null where that does not tell,
 * because too many who are no members do it as well or too few members do.
 */
export function admissionOf(world: Snapshot, { group }: Pick<Assessed, 'group'>): Admission | null {
  const members = new Set(group.members.map(({ account }) => account));
  const uses = new Map(
    usersOf(world, group).map((account) => [account, usesOf(world, account, group)] as const),
  );
  const programs = programsOf(world, members, uses);
  const inside: Sent[] = [];
  const judged: Sent[] = [];
  const strangers: Admission['strangers'] = new Map();
  for (const [account, use] of uses) {
    const facts = world.accounts[account];
    let harvest = 0;
    for (const [program, exchanges] of use) if (programs.has(program)) harvest += exchanges;
    if (!facts || harvest === 0) continue;
    const sent = { harvest, exchanges: facts.exchanges };
    if (members.has(account)) inside.push(sent);
    else {
      strangers.set(facts.key, harvest);
      if (!isFresh(facts.first, world.until)) judged.push(sent);
    }
  }
  if (inside.length === 0) return null;
  const shares = inside.map((sent) => sent.harvest / sent.exchanges);
  const share = ALIKE * quantile(shares, 0.1);
  const admitted = inside.filter((sent) => isEnough(sent, share)).length;
  const accounts = admitted + judged.filter((sent) => isEnough(sent, share)).length;
  if (admitted < PURE * (accounts + 1)) return null;
  return { programs, share, accounts, members: admitted, strangers };
}

function usersOf(world: Snapshot, { harvest }: Group): number[] {
  const users = new Set<number>();
  for (const type of ['families', 'systems', 'tools'] as const)
    for (const at of harvest[type])
      for (const account of world[type][at]?.byAccount.keys() ?? []) users.add(account);
  return [...users].sort((a, b) => a - b);
}

/** Exchanges of the group's kind that an account sent, by program. */
function usesOf(world: Snapshot, account: number, { harvest }: Group): Map<string, number> {
  const uses = new Map<string, number>();
  const nameOf = ({ tool, param }: Cell) =>
    programOf(world.tools[tool]?.key ?? null, world.params[param]?.key ?? null);
  for (const cell of world.cells.by(account)) {
    if (!isHarvest(cell, harvest)) continue;
    const name = nameOf(cell);
    uses.set(name, (uses.get(name) ?? 0) + cell.exchanges);
  }
  return uses;
}

/** Programs by which members send the group's kind, and hardly anybody else who has been there for long enough to be judged. */
function programsOf(
  world: Snapshot,
  members: ReadonlySet<number>,
  uses: ReadonlyMap<number, ReadonlyMap<string, number>>,
): Set<string> {
  const users = new Map<string, { members: number; others: number }>();
  for (const [account, use] of uses) {
    const isMember = members.has(account);
    if (!isMember && isFresh(world.accounts[account]?.first ?? 0, world.until)) continue;
    for (const [program, exchanges] of use) {
      if (exchanges < LEAST_USE) continue;
      const count = users.get(program) ?? { members: 0, others: 0 };
      if (isMember) count.members++;
      else count.others++;
      users.set(program, count);
    }
  }
  return new Set(
    [...users]
      .filter(([, count]) => count.members >= LEAST_USERS)
      .filter(([, count]) => count.members >= PURE * (count.members + count.others + 1))
      .map(([program]) => program),
  );
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
  return exchanges >= ENOUGH && harvest >= ENOUGH_OWN && harvest >= share * exchanges;
}
