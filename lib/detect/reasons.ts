import type { IndicatorKind } from '@/lib/model/indicator';
import type { Cell, Cells } from './cells';
import { facts, isHarvest, type Scene } from './group';
import { number, plural } from './signals/signal';
import { viewOf } from './signals/view';
import { clamp, countBelow, logLift } from './statistics';

/** What members may have in common, in words, and the most that it may say about one of them. */
const KINDS: Partial<Record<IndicatorKind, readonly [string, number]>> = {
  payment_fingerprint: ['Shares its card', 5],
  signup_device: ['Shares its sign-up device', 5],
  device: ['Shares its device', 5],
  api_key: ['Shares its API key', 5],
  phone_hash: ['Shares its phone number', 5],
  email_hash: ['Shares its e-mail address', 5],
  address_block: ['Shares its address block', 3.5],
  signup_block: ['Shares its sign-up address block', 3.4],
  payment_bin: ['Shares the issuer of its card', 2],
  email_domain: ['Shares its mail domain', 2],
  email_pattern: ['Shares the form of its address', 1.5],
};
/** Weight from which a fact is worth a sentence, and how many are given of one account. */
const LEAST = 0.7;
const MOST = 3;
const NEAR = 30 * 60_000;
/** Share of an account's harvest from which a combination of parameters and tools is its program. */
const PROGRAM = 0.2;

/** What ties one member. */
export interface Tied {
  sentences: string[];
  /** Weight of all that is not a scaffold, which is public or copied now and then. */
  beyond: number;
}

interface Fact {
  weight: number;
  sentence: string;
}

/**
 * What ties each member to the others, strongest first, at most three sentences each: shared values, reasoning of others,
 * its registration beside theirs, their program, their scaffolds. Each with how many other members and how many
 * unrelated customers it holds for, so that it can be checked; what many customers have in common is left out.
 */
export function memberReasons(scene: Scene): Map<number, Tied> {
  const known = new Map<number, Map<string, Fact>>();
  const add = (account: number, about: string, weight: number, sentence: string) => {
    if (weight < LEAST) return;
    const own = known.get(account) ?? new Map<string, Fact>();
    if (weight > (own.get(about)?.weight ?? 0)) own.set(about, { weight, sentence });
    known.set(account, own);
  };
  sharedValues(scene, add);
  reasoningBlocks(scene, add);
  registrations(scene, add);
  programs(scene, add);
  scaffolds(scene, add);
  return new Map(
    [...known].map(([account, own]) => [
      account,
      {
        sentences: [...own.values()]
          .sort((a, b) => b.weight - a.weight || (a.sentence < b.sentence ? -1 : 1))
          .slice(0, MOST)
          .map(({ sentence }) => sentence),
        beyond: [...own].reduce(
          (sum, [about, { weight }]) => (about === 'scaffolds' ? sum : sum + weight),
          0,
        ),
      },
    ]),
  );
}

type Add = (account: number, about: string, weight: number, sentence: string) => void;

function sharedValues(scene: Scene, add: Add): void {
  const { isMember, isOther, common } = viewOf(scene);
  for (const { kind, accounts } of common(new Set(Object.keys(KINDS) as IndicatorKind[]))) {
    const [words, most] = KINDS[kind] ?? [];
    if (!words || !most) continue;
    const inside = accounts.filter(isMember);
    if (inside.length < 2) continue;
    let out = 0;
    for (const account of accounts) if (isOther(account)) out++;
    const weight = most * clamp(lift(scene, inside.length, out) / 4, 0, 1);
    for (const account of inside)
      add(
        account,
        kind,
        weight,
        `${words} with ${others(inside.length - 1)}, and with ${unrelated(scene, out)}.`,
      );
  }
}

function reasoningBlocks(scene: Scene, add: Add): void {
  const view = viewOf(scene);
  const { isMember } = view;
  const presented = new Map<number, number>();
  for (const { issuers, presenters } of view.presented()) {
    const holders = [...issuers, ...presenters].filter(isMember);
    for (const account of presenters)
      if (isMember(account) && holders.some((other) => other !== account))
        presented.set(account, (presented.get(account) ?? 0) + 1);
  }
  for (const [account, count] of presented)
    add(
      account,
      'reasoning',
      6,
      `Presents ${plural(count, 'hidden reasoning block')} that other members hold.`,
    );
}

function registrations(scene: Scene, add: Add): void {
  const { world, others: unrelatedOnes } = scene;
  const { members } = viewOf(scene);
  const dated = (accounts: readonly number[]) =>
    accounts
      .flatMap((account) => {
        const { createdAt } = facts(world, account);
        return createdAt === null ? [] : [{ account, createdAt }];
      })
      .sort((a, b) => a.createdAt - b.createdAt);
  const own = dated(members);
  const times = own.map((one) => one.createdAt);
  const outside = dated(unrelatedOnes).map(({ createdAt }) => createdAt);
  for (const { account, createdAt } of own) {
    const near = within(times, createdAt);
    const out = within(outside, createdAt);
    if (near < 3) continue;
    add(
      account,
      'registration',
      Math.min(3, lift(scene, near, out) / 1.5),
      `Was registered within half an hour of ${others(near - 1)}, and of ${unrelated(scene, out)}.`,
    );
  }
}

function programs(scene: Scene, add: Add): void {
  const { world, group, others: unrelatedOnes } = scene;
  const users = new Map<string, number[]>();
  for (const { account } of group.members)
    for (const name of programsOf(world.cells.by(account).filter((cell) => isHarvest(cell, group.harvest)))) {
      const list = users.get(name);
      if (list) list.push(account);
      else users.set(name, [account]);
    }
  const outside = new Map<string, number>();
  for (const account of unrelatedOnes)
    for (const name of wholePrograms(world.cells, account))
      if (users.has(name)) outside.set(name, (outside.get(name) ?? 0) + 1);
  for (const [name, accounts] of users) {
    if (accounts.length < 3) continue;
    const out = outside.get(name) ?? 0;
    const [param, tool] = name.split(' ').map(Number) as [number, number];
    const what = tool < 0 ? 'parameters' : param < 0 ? 'tools' : 'parameters and tools';
    for (const account of accounts)
      add(
        account,
        'program',
        Math.min(2.5, lift(scene, accounts.length, out) / 1.5),
        `Sends with exactly the ${what} of ${others(accounts.length - 1)}, and of ${unrelated(scene, out)}.`,
      );
  }
}

const whole = new WeakMap<Cells, Map<number, string[]>>();

/** The programs of all that an account sends, kept: every group is compared with nearly the same customers. */
function wholePrograms(cells: Cells, account: number): string[] {
  let known = whole.get(cells);
  if (!known) {
    known = new Map();
    whole.set(cells, known);
  }
  let programs = known.get(account);
  if (!programs) {
    programs = programsOf(cells.by(account));
    known.set(account, programs);
  }
  return programs;
}

function programsOf(cells: readonly Cell[]): string[] {
  const counts = new Map<string, number>();
  let total = 0;
  for (const { param, tool, exchanges } of cells) {
    if (param < 0 && tool < 0) continue;
    counts.set(`${param} ${tool}`, (counts.get(`${param} ${tool}`) ?? 0) + exchanges);
    total += exchanges;
  }
  return [...counts].flatMap(([name, count]) => (count >= PROGRAM * total ? [name] : []));
}

function scaffolds(scene: Scene, add: Add): void {
  const { world, group } = scene;
  const { isMember, isOther } = viewOf(scene);
  const sent = new Map<number, number>();
  const users = new Set<number>();
  for (const family of group.harvest.families) {
    const accounts = [...(world.families[family]?.byAccount.keys() ?? [])];
    const inside = accounts.filter(isMember);
    if (inside.length < 3) continue;
    for (const account of inside) sent.set(account, (sent.get(account) ?? 0) + 1);
    for (const account of accounts) if (isOther(account)) users.add(account);
  }
  for (const [account, count] of sent)
    add(
      account,
      'scaffolds',
      Math.min(2, lift(scene, sent.size, users.size) / 1.5),
      `Sends ${plural(count, 'scaffold')} of the group, as do ${others(sent.size - 1)} and ${unrelated(scene, users.size)}.`,
    );
}

function lift({ group, others: unrelatedOnes }: Scene, inside: number, out: number): number {
  return logLift(inside, group.members.length, out, unrelatedOnes.length);
}

function others(count: number): string {
  return `${number(count)} other ${count === 1 ? 'member' : 'members'}`;
}

/** `0 of 2,000 unrelated customers` */
function unrelated({ others: unrelatedOnes }: Scene, count: number): string {
  return `${number(count)} of ${number(unrelatedOnes.length)} unrelated customers`;
}

/** How many of the sorted times lie within half an hour of one. */
function within(times: readonly number[], time: number): number {
  let count = 0;
  for (let i = countBelow(times, time - NEAR); i < times.length && (times[i] as number) <= time + NEAR; i++)
    count++;
  return count;
}
