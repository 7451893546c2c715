import type { Pathway } from '@/lib/model/records';
import type { ClientName } from './clients';
import { COUNTRIES, firm, ordinaryPayment, planOf } from './identity';
import { incidents } from './incidents';
import type { Place } from './network';
import { type Enrolment, enrol, type Persona } from './persona';
import { type Customer, openedAt, population } from './population';
import type { Random } from './random';
import type { ActorKind, Stage } from './stage';
import type { Clock } from './timing';

/** What an honest group is made with. */
export interface Cast {
  stage: Stage;
  rng: Random;
  /** Name of the group, unless it is split into several. */
  name: string;
  /** Number of accounts at the scale of the world. */
  n: number;
}

export interface Seat {
  country?: string;
  pathway?: Pathway;
  client?: ClientName;
  place?: (draw: Random) => Place;
  createdAt?: number;
  version?: number;
  record?: Enrolment['record'];
  /** The smaller group it belongs to, `<name>-<part>`. */
  part?: number;
}

/** Opens an honest account: whatever is not said is as it is with ordinary customers. */
export function seat(cast: Cast, seat: Seat = {}): { persona: Persona; until: number | undefined } {
  const { stage, rng } = cast;
  const country = seat.country ?? rng.weighted(COUNTRIES);
  const pathway = seat.pathway ?? 'api';
  const client =
    seat.client ??
    (pathway === 'console'
      ? 'web'
      : rng.weighted([
          ['python', 53],
          ['node', 29],
          ['go', 10],
          ['curl', 3],
          ['gateway', 5],
        ] as const));
  const home = stage.network.home(country, rng);
  const plan = planOf(pathway, rng);
  const billed =
    pathway !== 'education' && pathway !== 'research' && (plan.plan !== 'free' || rng.chance(0.35));
  const persona = enrol(stage, rng, {
    createdAt: Math.floor(seat.createdAt ?? openedAt(stage, rng)),
    country,
    pathway,
    client,
    place: seat.place ?? (() => home),
    ...(seat.version !== undefined ? { version: seat.version } : {}),
    ...(seat.part !== undefined
      ? {
          group: {
            name: `${cast.name}-${seat.part + 1}`,
            kind: stage.casting?.kind ?? cast.name,
          },
        }
      : {}),
    record: {
      ...plan,
      verified: rng.weighted([
        ['email', 42],
        ['phone', 52],
        ['identity', 6],
      ]),
      ...(billed ? { payment: ordinaryPayment(country, rng) } : {}),
      ...seat.record,
    },
  });
  return { persona, until: incidents(stage, rng, persona) };
}

export interface Rhythm {
  clock?: Clock;
  /** Sessions a day. */
  rate: number;
  cv?: number;
  from?: number;
  until?: number | undefined;
}

/** An honest account that comes in its own rhythm. */
export function regular(
  { rng }: Cast,
  sat: { persona: Persona; until: number | undefined },
  rhythm: Rhythm,
  session: (persona: Persona, at: number) => void,
): Customer {
  return {
    persona: sat.persona,
    clock: rhythm.clock ?? 'office',
    rate: rhythm.rate,
    cv: rhythm.cv ?? Math.min(4, rng.logNormal(1.3, 0.3)),
    from: Math.max(sat.persona.createdAt, rhythm.from ?? 0),
    until: Math.min(sat.until ?? Number.POSITIVE_INFINITY, rhythm.until ?? Number.POSITIVE_INFINITY),
    session: (at) => session(sat.persona, at),
  };
}

export interface Size {
  accounts: number;
}

/** An honest group whose accounts come each in a rhythm of its own. */
export function company(summary: string, build: (cast: Cast) => Customer[]): ActorKind<Size> {
  return {
    role: 'lookalike',
    summary,
    enter(stage, name, options) {
      const rng = stage.random(name);
      return population(stage, rng, build({ stage, rng, name, n: stage.count(options.accounts, 4) }));
    },
  };
}

/** `n` of something. */
export function times<T>(n: number, make: (i: number) => T): T[] {
  return Array.from({ length: n }, (_, i) => make(i));
}

/** One verified employer: what its accounts have in common. */
export function employer(
  rng: Random,
  country: string,
  kind: 'corporate' | 'invoice' | 'credit' = 'corporate',
): Pick<NonNullable<Enrolment['record']>, 'organization' | 'email_domain' | 'payment' | 'verified'> {
  return {
    ...firm(rng),
    payment: { fingerprint: `pm_${rng.hex(16)}`, bin: `4553${10 + rng.int(80)}`, country, kind },
    verified: rng.chance(0.75) ? 'organization' : 'phone',
  };
}
