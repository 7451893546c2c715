import type { Persona } from './persona';
import type { Random } from './random';
import { HOUR } from './stage';

/** How a relay chooses the account for the next session. */
export type Dispatch = 'least_recently_used' | 'random';

export interface Member {
  persona: Persona;
  /** Not used before. */
  from: number;
  /** Not used from then on: banned or retired. */
  until: number;
  /** Set aside after a rate limit. */
  restsUntil: number;
}

/**
 * An operator's accounts behind one relay. All jobs come from one queue: the number of sessions in an hour is Poisson
 * around the operator's own clock, and a dispatch rule (as public relay software has it: least recently used, with a
 * session staying where it began) hands each session to an account.
 */
export interface Pool {
  add(persona: Persona, from: number, until?: number): Member;
  /** The account whose turn it is, if any is free. */
  choose(at: number): Member | undefined;
  /** Starts of one hour's sessions with the account each goes to. */
  sessions(from: number, to: number): Generator<{ at: number; member: Member }>;
}

export interface PoolOptions {
  dispatch: Dispatch;
  /** Sessions in an hour over all accounts at a time; zero when the operator is silent. */
  rate: (at: number) => number;
}

export function pool(rng: Random, options: PoolOptions): Pool {
  /** In the order of last use, so that the next one is at the head. */
  let queue: Member[] = [];
  let head = 0;
  /** Not open yet, latest first. */
  const waiting: Member[] = [];
  let sorted = true;

  function open(at: number): void {
    if (!sorted) waiting.sort((x, y) => y.from - x.from);
    sorted = true;
    while (waiting.length > 0 && (waiting.at(-1) as Member).from <= at) queue.push(waiting.pop() as Member);
  }

  function choose(at: number): Member | undefined {
    open(at);
    for (let tries = queue.length - head; tries > 0; tries--) {
      if (options.dispatch === 'random') {
        const other = head + rng.int(queue.length - head);
        [queue[head], queue[other]] = [queue[other] as Member, queue[head] as Member];
      }
      const member = queue[head++] as Member;
      if (head > 1024 && head * 2 > queue.length) {
        queue = queue.slice(head);
        head = 0;
      }
      if (member.until <= at) continue;
      queue.push(member);
      if (member.restsUntil <= at) return member;
    }
    return undefined;
  }

  return {
    choose,
    add(persona, from, until = Number.POSITIVE_INFINITY) {
      const member: Member = { persona, from, until, restsUntil: 0 };
      waiting.push(member);
      sorted = false;
      return member;
    },
    *sessions(from, to) {
      const n = rng.poisson((options.rate(from) * (to - from)) / HOUR);
      const starts = Array.from({ length: n }, () => Math.floor(rng.between(from, to))).sort((x, y) => x - y);
      for (const at of starts) {
        const member = choose(at);
        if (member) yield { at, member };
      }
    },
  };
}

/** Whether somebody who works from one local hour to another (past 24 means after midnight) is at work. */
export function onShift(at: number, offset: number, opens: number, closes: number): boolean {
  const hour = (((at / HOUR + offset) % 24) + 24) % 24;
  return (hour >= opens && hour < closes) || hour + 24 < closes;
}
