import { facts } from '@/lib/detect/group';
import { clamp, quantile, sample, seeded } from '@/lib/detect/statistics';
import { evenShares, turnRegularity } from '@/lib/detect/timing';
import { number, plural, type Signal } from './signal';

/**
 * Sessions dealt out evenly, on session starts because sticky routing hides it on requests. Null models: independent
 * dispatch (spread 1, turns 1), and groups of ordinary customers with as many sessions, whose spread is measured.
 * Source: dispatch rules of relay software, least recently used first (variance/mean of counts about 0).
 */
export const loadBalancing: Signal = {
  name: 'load-balancing',
  about: 'coordination',
  theme: 'timing',
  evaluate({ world, peers, rhythm }) {
    const spread = evenShares(rhythm.starts);
    const turns = turnRegularity(rhythm.starts);
    if (spread === null) return null;
    const counts = [...rhythm.starts.values()].map((list) => list.length);
    const mean = counts.reduce((a, b) => a + b, 0) / Math.max(1, counts.length);
    const usual = ordinarySpread(
      peers.map((account) => facts(world, account).sessions),
      counts.length,
      mean,
    );
    if (mean < 4) return null;
    const even = spread < 0.25 ? 3.5 : spread < 0.6 ? 2.5 : spread < 1.5 ? 1.2 : 0;
    const inTurn = turns !== null && turns < 0.3 ? 3 : turns !== null && turns < 0.55 ? 1.8 : 0;
    const strong = clamp(Math.log(usual / Math.max(spread, 0.05)), 0, 5);
    const logOdds = Math.min(strong, Math.max(even, inTurn) + 0.3 * Math.min(even, inTurn));
    const details = {
      spread,
      turn_variation: turns,
      accounts: counts.length,
      sessions: counts.reduce((a, b) => a + b, 0),
      ordinary_spread: usual,
    };
    if (logOdds >= 0.5) {
      return {
        logOdds,
        summary:
          inTurn > 0
            ? `Sessions come round in turn: each goes to the account that rested longest, over ${plural(counts.length, 'account')}.`
            : `Sessions are dealt out evenly over ${plural(counts.length, 'account')}: their spread is ${spread.toFixed(2)} of what chance gives.`,
        baseline: `Random dispatch gives a spread of 1; ordinary customers with as many sessions, ${number(usual)}.`,
        details,
      };
    }
    if (spread > 0.5 * usual && spread > 4 && counts.length >= 8) {
      return {
        logOdds: -0.7,
        summary: `Accounts differ in how much they do as unrelated customers would: spread ${number(spread)} where dispatch gives 1.`,
        baseline: `Ordinary customers with as many sessions have ${number(usual)}.`,
        details,
      };
    }
    return null;
  },
};

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
