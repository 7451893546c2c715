import { facts } from '@/lib/detect/group';
import { clamp, quantile, sample, seedOf } from '@/lib/detect/statistics';
import type { Starts } from '@/lib/detect/timing';
import { sharesTest, type Turns, turnTest } from '@/lib/detect/timing-shares';
import { seeded } from '@/lib/model/random';
import { number, plural, type Signal } from './signal';

/** Accounts whose turns vary less than this when each is shifted by itself are regular without each other, as schedules are. */
const SCHEDULED = 0.35;
/** So regular that turns cannot be compared. */
const CLOCKWORK = 0.1;
/** Variation of turns, as a share of what the accounts have without each other, that is a rotation. */
const IN_TURN = 0.6;
/** Below this chance, shares are evener than dealing sessions to random accounts would make them. */
const EVENER = 0.01;
const LEAST_MEAN = 4;

/**
 * Sessions dealt out evenly, on session starts because sticky routing hides it on requests. Null models: sessions given to
 * random accounts (chi-square, left tail, windows combined by Fisher's method); each account's own history shifted in
 * time (rotation); and groups of as many ordinary customers with as many sessions, whose spread is measured in the data.
 * Source: dispatch rules of relay software (least recently used first). Measured on 108 real API clients (ServeGen):
 * of 1,800 groups of 8 to 40, none is evener than chance, 2 have a spread below 1.5, none rotates.
 */
export const loadBalancing: Signal = {
  name: 'load-balancing',
  about: 'coordination',
  theme: 'timing',
  evaluate({ world, group, peers, rhythm }) {
    const shares = sharesTest(rhythm.starts);
    if (shares === null) return null;
    const counts = [...rhythm.starts.values()].map((list) => list.length);
    const mean = counts.reduce((a, b) => a + b, 0) / Math.max(1, counts.length);
    if (mean < LEAST_MEAN) return null;
    const perWindow = shares.windows === 0 ? mean : shares.sessions / shares.windows / shares.accounts;
    const usual = ordinarySpread(
      peers.map((account) => facts(world, account).sessions),
      shares.accounts,
      Math.max(3, perWindow),
    );
    const { spread } = shares;
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
    const even = shares.p < EVENER ? (scheduled ? 1.2 : 3) : spread < 1.5 ? 1.2 : 0;
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
    if (spread > 0.5 * usual && spread > 4 && counts.length >= 8) {
      return {
        logOdds: -0.7,
        summary: `The accounts differ in how much they do as unrelated customers would: ${times(spread)} as much as sessions dealt to random ones of them.`,
        baseline: `As many ordinary customers differ ${times(usual)} as much.`,
        details,
      };
    }
    return null;
  },
};

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
