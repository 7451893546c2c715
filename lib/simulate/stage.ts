import type { Capability } from '@/lib/model/capability';
import type { AccountRecord, ExchangeRecord, RetortRecord } from '@/lib/model/records';
import { type Difficulty, difficulty } from './difficulty';
import { Network } from './network';
import type { Prompts } from './prompts';
import { mix32, type Random, random } from './random';
import type { Timing } from './timing';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A record with the time it belongs to (ms since 1970) and, for the truth file, whose it is. */
export interface Made {
  at: number;
  record: RetortRecord;
  /** Name of the campaign the account belongs to; on exchanges only when the exchange is part of the harvest. */
  campaign?: string;
  /** On exchanges of a harvest, where the operator says: what it is after. */
  sought?: Capability;
  /** On account records: the company the account keeps, for evaluation. */
  group?: Group;
}

/** Accounts that belong together in the eyes of whoever invented them. */
export interface Group {
  name: string;
  /** Of which kind there may be many groups. */
  kind: string;
}

/** One kind of participant: an operator, an honest look-alike or ordinary customers. */
export interface ActorKind<Options> {
  role: 'ordinary' | 'lookalike' | 'operator';
  /** One line for people. */
  summary: string;
  /** The campaigns that the truth names for an operator; default: one of its own name. */
  campaigns?: (name: string) => string[];
  /**
   * Sets the actor up on the stage and returns what it does in one hour. The stage calls that for every
   * hour in order; it may put records at any time from the beginning of that hour on.
   */
  enter(stage: Stage, name: string, options: Options): (from: number, to: number) => void;
}

export interface ModelRelease {
  model: string;
  at: number;
}

export interface StageOptions {
  seed: number;
  /** Multiplies numbers of accounts. */
  scale: number;
  /** Multiplies how often independent customers come; default 1. */
  pace?: number | undefined;
  start: number;
  end: number;
  releases: readonly ModelRelease[];
  prompts: Prompts;
  timing?: Timing;
  difficulty?: Difficulty;
  /** Whether records have the same fields whoever they are of; see `Scenario.even`. */
  even?: boolean;
}

/** Where a world plays: its times, its network, its texts, its ids, and the calendar that puts records in order. */
export class Stage {
  readonly start: number;
  readonly end: number;
  readonly releases: readonly ModelRelease[];
  readonly prompts: Prompts;
  readonly timing: Timing | undefined;
  readonly network: Network;
  readonly difficulty: Difficulty;
  readonly even: boolean;
  readonly pace: number;
  /** The group that accounts opened now are counted to, unless they say otherwise. */
  casting: Group | undefined;
  private readonly root: Random;
  private readonly scale: number;
  private readonly salt: number;
  private readonly hours = new Map<number, Made[]>();
  private now: number;
  private accounts = 0;
  private exchanges = 0;

  constructor(options: StageOptions) {
    this.start = options.start;
    this.end = options.end;
    this.releases = options.releases;
    this.prompts = options.prompts;
    this.timing = options.timing;
    this.difficulty = options.difficulty ?? difficulty('middle');
    this.even = options.even ?? false;
    this.pace = options.pace ?? 1;
    this.scale = options.scale;
    this.root = random(options.seed);
    this.salt = this.root.int(0x7fffffff);
    this.network = new Network(this.root.fork('network'));
    this.now = Number.NEGATIVE_INFINITY;
    for (const release of options.releases) {
      const record = { type: 'model_release', model: release.model, released_at: iso(release.at) } as const;
      this.put({ at: release.at, record });
    }
  }

  random(name: string): Random {
    return this.root.fork(name);
  }

  /** `n` accounts at the scale of this world, but at least `least`. */
  count(n: number, least = 1): number {
    return Math.max(least, Math.round(n * this.scale));
  }

  accountId(): string {
    return `acct_${mix32(++this.accounts ^ this.salt)
      .toString(36)
      .padStart(7, '0')}`;
  }

  exchangeId(): string {
    return `ex_${mix32(++this.exchanges ^ this.salt)
      .toString(36)
      .padStart(7, '0')}`;
  }

  /** The newest models out at a time, newest first. */
  modelsAt(at: number): ModelRelease[] {
    return this.releases.filter((release) => release.at <= at).sort((x, y) => y.at - x.at);
  }

  /** Puts a record on the calendar. What lies after the end of the world is dropped; what lies in the past is an error. */
  put(made: Made): void {
    if (made.at >= this.end) return;
    if (made.at < this.now) throw new RangeError('a record was put before the hour that is being played');
    const hour = made.at < this.start ? -1 : Math.floor((made.at - this.start) / HOUR);
    const bucket = this.hours.get(hour);
    if (bucket) bucket.push(made);
    else this.hours.set(hour, [made]);
  }

  account(record: AccountRecord, campaign?: string, group = this.casting): void {
    this.put({ at: Date.parse(record.status_at ?? record.created_at), record, campaign, group });
  }

  exchange(at: number, record: ExchangeRecord, campaign?: string, sought?: Capability): void {
    this.put({ at, record, campaign, sought });
  }

  /** Plays all actors hour by hour; yields everything in order of time. Holds about one hour of records at once. */
  *play(actors: readonly ((from: number, to: number) => void)[]): Generator<Made, void, void> {
    yield* this.take(-1);
    for (let hour = 0, from = this.start; from < this.end; hour++, from += HOUR) {
      this.now = from;
      const to = Math.min(from + HOUR, this.end);
      for (const act of actors) act(from, to);
      yield* this.take(hour);
    }
  }

  private take(hour: number): Made[] {
    const made = this.hours.get(hour) ?? [];
    this.hours.delete(hour);
    return made.sort((x, y) => x.at - y.at);
  }
}

/** RFC 3339 in UTC with milliseconds. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}
