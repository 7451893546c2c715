import { facts, type Scene } from '@/lib/detect/group';
import { lookupOf, type Names } from '@/lib/detect/lookup';
import { clamp, sum } from '@/lib/detect/statistics';
import { contrast } from '@/lib/detect/statistics-tails';
import { isDisposable } from '@/lib/text/mail';
import { number, percent, type Signal } from './signal';
import { countHolders, countKnown, tally, viewOf } from './view';

/** Words that services for throw-away addresses put into their names. */
const DISPOSABLE =
  /(temp|trash|throw-?away|dispos|burner|fake|spam|guerrilla|mailinator|yopmail|maildrop|getnada|mohmal|sharklasers|(10|ten|20|twenty)-?min|minute-?mail|drop-?mail)/i;

const known = new Map<string, boolean>();
/** Domains that are remembered: asked about again and again, of every customer that a group is compared with. */
const MOST_KNOWN = 100_000;

/** Whether a mail domain is one for throw-away addresses, by its name or by the list of those that are known. */
export function isThrowAway(name: string): boolean {
  let is = known.get(name);
  if (is === undefined) {
    is = DISPOSABLE.test(name) || isDisposable(name);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, is);
  }
  return is;
}

/** Chance, over all names compared, below which a likeness counts. */
const LEAST_CHANCE = 0.001;
const LEAST_ACCOUNTS = 4;

/**
 * Addresses named alike: of one form at one domain, at one domain that few others have, at a service for throw-away addresses, or
 * numbered ones (a form that ends in digits) made one after another. Base rate: the same among the others.
 * Source: advisory AA26-251A (similar registration details), September 2026 report (disposable addresses).
 */
export const emailPattern: Signal = {
  name: 'email-pattern',
  about: 'coordination',
  theme: 'registration',
  evaluate(scene) {
    const { world, others } = scene;
    const { members } = viewOf(scene);
    const { emailDomain, emailForm } = lookupOf(world).fields;
    const best = [
      {
        ...most(members, others, emailForm),
        words: (name: string) => `have the form ${name}`,
        cap: 2,
        common: 1,
      },
      {
        ...most(members, others, emailDomain),
        words: (name: string) => `are at ${name}`,
        cap: 1.5,
        common: 0.02,
      },
      {
        ...only(members, others, emailDomain, throwAway(emailDomain)),
        words: () => 'are at services for throw-away addresses',
        cap: 1.5,
        common: 1,
      },
      {
        ...inOrder(scene, members, others),
        words: () => 'are numbered and follow one of the same form in the order of registration',
        cap: 1.5,
        common: 1,
      },
    ]
      .flatMap((one) => {
        if (one.count < LEAST_ACCOUNTS || one.outKnown < 20 || one.count < 0.15 * members.length) return [];
        const { logOdds, p } = contrast(one.count, one.known, one.out, one.outKnown);
        const weight = clamp(logOdds, 0, one.cap) * Math.min(1, one.count / members.length / 0.5);
        // The most frequent name is the best of many, and a public mail service is everybody's.
        const chance = Math.min(1, p * one.names);
        return logOdds < 0.7 || chance > LEAST_CHANCE || one.out > one.common * one.outKnown
          ? []
          : [{ ...one, chance, weight }];
      })
      .sort((a, b) => b.weight - a.weight)[0];
    if (!best || best.weight < 0.2) return null;
    return {
      logOdds: best.weight,
      summary: `${number(best.count)} of the ${number(best.known)} addresses known ${best.words(best.name)}.`,
      baseline: `Of ${number(best.outKnown)} other customers' addresses, ${number(best.out)} (${percent(best.out / best.outKnown)}) ${best.words(best.name).replace(/^have the form .*/, 'have it')}.`,
      details: {
        form: best.name,
        accounts: best.count,
        known: best.known,
        others: best.out,
        others_known: best.outKnown,
        chance: best.chance,
      },
    };
  },
};

interface Count {
  name: string;
  count: number;
  /** How many names were compared. */
  names: number;
  known: number;
  out: number;
  outKnown: number;
}

function most(members: readonly number[], others: readonly number[], names: Names): Count {
  const inside = tally(members, (account) => names.names[names.of[account] as number] ?? null);
  const [name, count] = [...inside.counts][0] ?? ['', 0];
  const enough = count < LEAST_ACCOUNTS ? [] : others;
  const wanted = new Uint8Array(names.names.length);
  const number = names.numbers.get(name);
  if (number !== undefined) wanted[number] = 1;
  return {
    name,
    count,
    names: inside.counts.size,
    known: inside.known,
    out: countHolders(enough, names, wanted),
    outKnown: countKnown(enough, names),
  };
}

function only(
  members: readonly number[],
  others: readonly number[],
  names: Names,
  wanted: Uint8Array,
): Count {
  const count = countHolders(members, names, wanted);
  const enough = count < LEAST_ACCOUNTS ? [] : others;
  return {
    name: '',
    count,
    names: 1,
    known: countKnown(members, names),
    out: countHolders(enough, names, wanted),
    outKnown: countKnown(enough, names),
  };
}

const throwAways = new WeakMap<Names, Uint8Array>();

/** By number, 1 for domains that are throw-away services. */
function throwAway(domains: Names): Uint8Array {
  let found = throwAways.get(domains);
  if (!found) {
    found = Uint8Array.from(domains.names, (name) => (isThrowAway(name) ? 1 : 0));
    throwAways.set(domains, found);
  }
  return found;
}

function inOrder(scene: Scene, members: readonly number[], others: readonly number[]): Count {
  const inside = numbered(scene, members);
  const count = sum(inside);
  const outside = count < LEAST_ACCOUNTS ? [] : numbered(scene, others);
  return {
    name: '',
    count,
    names: 1,
    known: inside.length,
    out: sum(outside),
    outKnown: outside.length,
  };
}

/** For each account with an address, in the order of registration: 1 when it is numbered and of the form of the one before it. */
function numbered({ world }: Scene, accounts: readonly number[]): number[] {
  const dated = accounts
    .map((account) => facts(world, account))
    .filter(({ createdAt, emailPattern: pattern }) => createdAt !== null && pattern !== null)
    .sort((a, b) => (a.createdAt as number) - (b.createdAt as number) || (a.key < b.key ? -1 : 1));
  return dated.map(({ emailPattern: pattern, emailDomain }, i) => {
    const before = dated[i - 1];
    return /9$/.test(pattern as string) &&
      before?.emailPattern === pattern &&
      before?.emailDomain === emailDomain
      ? 1
      : 0;
  });
}
