import { facts } from '@/lib/detect/group';
import { clamp, quantile, sample, seedOf } from '@/lib/detect/statistics';
import type { Starts } from '@/lib/detect/timing';
import { sharesTest, type Turns, turnTest } from '@/lib/detect/timing-shares';
import { seeded } from '@/lib/model/random';
import { oneHand } from './one-hand';
import { number, plural, type Signal } from './signal';
import { replaying } from './sitting';

/** Accounts whose turns vary less than this when each is shifted by itself are regular without each other, as schedules are. */
const SCHEDULED = 0.35;
/** So regular that turns cannot be compared. */
const CLOCKWORK = 0.1;
/** Variation of turns, as a share of what the accounts have without each other, that is a rotation. */
const IN_TURN = 0.6;
/** Below this chance, shares are evener than dealing sessions to random accounts would make them. */
const EVENER = 0.01;
const LEAST_MEAN = 4;
/** Squared variation of accounts' rates from which they are hardly dealt to, and from which they are used as people use things. */
const PEOPLE = [0.2, 0.45] as const;
const LEAST_PEOPLE = 8;
/** How far it stands from which people are asked before anything is done about their accounts. */
const ASK_FIRST = 0.3;
/** Variation that a dispatcher may have, too, and standard deviations from which there is any. */
const SLIGHT = 0.1;
const SURELY = 2.5;
const REPLAYING = 0.15;
/** Accounts from which evenness over several windows is hardly met among honest groups: in 2 of 100, and in one in four parts of operations. */
const MANY = 12;
/** Sessions of a typical account, and the hours within which they fall, up to which all did one task and are even for that. */
const ONE_TASK = 6;
const ONE_DAY = 86_400;
/** A pause that ends a sitting, and sittings up to which the number of sessions is a task's length: nobody is dealt to in one go. */
const PAUSE = 3_600;
const FEW_SITTINGS = 2;

/**
 * Sessions dealt out evenly, on session starts because sticky routing hides it on requests. Null models: sessions given to
 * random accounts (chi-square, left tail, windows combined by Fisher's method); each account's own history shifted in
 * time (rotation); and groups of as many ordinary customers with as many sessions, whose spread is measured in the data.
 * Source: dispatch rules of relay software (least recently used first). Measured on 108 real API clients (ServeGen):
 * of 1,800 groups of 8 to 40, none is evener than chance, 2 have a spread below 1.5, none rotates. Against the group where its
 * accounts differ in their rates as people do, whatever they have in common: nobody deals to them.
 */
export const loadBalancing: Signal = {
  name: 'load-balancing',
  about: 'coordination',
  theme: 'timing',
  evaluate(scene) {
    const { world, group, peers, rhythm } = scene;
    const shares = sharesTest(rhythm.starts);
    if (shares === null) return null;
    const counts = [...rhythm.starts.values()].map((list) => list.length);
    const mean = counts.reduce((a, b) => a + b, 0) / Math.max(1, counts.length);
    if (mean < LEAST_MEAN || (shares.windows === 0 && isTask(rhythm.starts))) return null;
    const perWindow = shares.windows === 0 ? mean : shares.sessions / shares.windows / shares.accounts;
    const usual = ordinarySpread(
      peers.map((account) => facts(world, account).sessions),
      shares.accounts,
      Math.max(3, perWindow),
    );
    const { spread } = shares;
    // Of the spread, what sessions dealt at random would not make: the squared variation of the accounts' own rates.
    const unevenness = (spread - 1) / perWindow;
    const deviation = (spread - 1) / Math.sqrt(2 / (shares.accounts * Math.max(1, shares.windows)));
    const doubtful = deviation < SURELY;
    const turns =
      spread < 0.5 * usual
        ? turnsOf(rhythm.starts, seedOf(world.accounts[group.members[0]?.account ?? 0]?.key ?? 0n))
        : null;
    const rotates = turns !== null && turns.alone >= CLOCKWORK && turns.variation < IN_TURN * turns.alone;
    const scheduled = turns !== null && turns.alone < SCHEDULED && !rotates;
    const details = {
      spread,
      chance_if_random: shares.p,
      windows: shares.windows,
      accounts: shares.accounts,
      sessions: shares.sessions,
      ordinary_spread: usual,
      turn_variation: turns?.variation ?? null,
      turn_variation_alone: turns?.alone ?? null,
    };
    // Over a few days, people who do the same differ no more than that either.
    const chance = shares.windows === 0 ? 0.6 : shares.accounts < MANY ? 1.2 : 2;
    const even =
      shares.p < EVENER
        ? scheduled
          ? 1.2
          : 3
        : spread < 1.5 && (doubtful || unevenness < SLIGHT)
          ? chance
          : 0;
    // However regular it is, it says no more than how rare such evenness is among ordinary customers.
    const rare = Math.log(usual / Math.max(spread, 0.05));
    const small = Math.log(counts.length + 1);
    const logOdds = clamp(
      Math.max(even, rotates ? 3.5 : 0) + (rotates && even > 0 ? 0.9 : 0),
      0,
      Math.min(rare, 1.5 * small),
    );
    if (logOdds >= 0.5) {
      return {
        logOdds,
        // No evener than chance is what people who are set the same amount of work are as well.
        ...(rotates || (shares.p < EVENER && !scheduled) ? {} : { instructed: true }),
        summary: rotates
          ? `Sessions come round in turn over ${plural(counts.length, 'account')}: the next one mostly goes to an account that rested long.`
          : `${plural(shares.sessions, 'session')} are spread evenly over ${plural(shares.accounts, 'account')}: they differ ${times(spread)} as much as if each session had gone to a random one of them.`,
        baseline: `As many ordinary customers differ ${times(usual)} as much.${
          turns === null
            ? ''
            : scheduled
              ? ' The accounts are as regular each by itself, as jobs on a schedule are, so it counts little.'
              : ` With each account's history shifted by itself, the turns vary ${times(turns.alone / Math.max(turns.variation, turns.alone / 20))} as much.`
        } Of 1,800 random groups of real API clients (ServeGen), none is dealt out evenly or in turn.`,
        details,
      };
    }
    const stands =
      clamp((unevenness - PEOPLE[0]) / (PEOPLE[1] - PEOPLE[0]), 0, 1) *
      // A pool that serves customers of its own is used as unevenly as they are, and so are accounts that one hand made one by one.
      (1 - clamp(replaying(scene) / REPLAYING, 0, 1)) *
      (1 - oneHand(scene));
    if (stands < 0.1 || counts.length < LEAST_PEOPLE || doubtful) return null;
    return {
      logOdds: -2 * stands,
      explains: { themes: ['content', 'program', 'registration', 'infrastructure'], share: 0.5 * stands },
      ...(stands >= ASK_FIRST ? { most: 'verify' as const } : {}),
      summary: `The accounts differ in how much they do as people differ: in ${plural(shares.sessions, 'session')}, ${times(spread)} as much as if each had gone to a random one of ${plural(shares.accounts, 'account')}.`,
      baseline: `As many ordinary customers differ ${times(usual)} as much; a dispatcher deals sessions out at random or in turn.`,
      details: { ...details, unevenness },
    };
  },
};

/**
 * Whether a typical account did it a few times within a day, as whoever meets one task does, or in a sitting or two, as whoever works
 * through a list of a given length: sessions that are dealt out go from account to account.
 */
function isTask(starts: Starts): boolean {
  const lists = [...starts.values()].filter((list) => list.length > 0);
  const typical = (of: (list: readonly number[]) => number) => quantile(lists.map(of), 0.5);
  const brief =
    typical((list) => list.length) <= ONE_TASK &&
    typical((list) => (list.at(-1) as number) - (list[0] as number)) <= ONE_DAY;
  return brief || typical(sittingsOf) <= FEW_SITTINGS;
}

function sittingsOf(list: readonly number[]): number {
  return list.filter((at, i) => i === 0 || at - (list[i - 1] as number) > PAUSE).length;
}

function times(factor: number): string {
  return factor < 0.1 ? 'under 0.1 times' : `${factor < 10 ? factor.toFixed(1) : number(factor)} times`;
}

const known = new WeakMap<Starts, Turns | null>();

/** The test, kept with the starts that it is of: a group that is looked at again, against other customers, has the same. */
function turnsOf(starts: Starts, seed: number): Turns | null {
  let turns = known.get(starts);
  if (turns === undefined) {
    turns = turnTest(starts, seed);
    known.set(starts, turns);
  }
  return turns;
}

const DRAWS = 40;

/** Median spread of random groups of ordinary customers, scaled to the mean number of sessions. */
function ordinarySpread(sessions: readonly number[], size: number, mean: number): number {
  const active = sessions.filter((count) => count >= 3);
  if (active.length < 20) return 10;
  const random = seeded(active.length);
  const spreads = Array.from({ length: DRAWS }, () => {
    const drawn = sample(active, Math.min(size, Math.ceil(active.length / 2)), random);
    const average = drawn.reduce((a, b) => a + b, 0) / drawn.length;
    const squared =
      drawn.reduce((total, count) => total + (count / average - 1) ** 2, 0) / (drawn.length - 1);
    return 1 + squared * mean;
  });
  return Math.max(1, quantile(spreads, 0.5));
}
