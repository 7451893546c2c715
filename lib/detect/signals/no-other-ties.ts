import { facts } from '@/lib/detect/group';
import { quantile } from '@/lib/detect/statistics';
import { binomialTail } from '@/lib/detect/statistics-tails';
import { sharesTest } from '@/lib/detect/timing-shares';
import { number, percent, type Signal, span } from './signal';
import { viewOf } from './view';

const DAY = 86_400_000;
const LEAST_ACCOUNTS = 8;
/** Share of members of whom a payment or a sign-up network must be known, so that a missing tie is not missing data. */
const KNOWN = 0.5;
/** Spread of creation times, and of use against even dealing, from which accounts were neither made nor driven as one. */
const LEAST_SPREAD = 21 * DAY;
const UNEVEN = 4;
const TIES = [
  'payment_fingerprint',
  'signup_device',
  'device',
  'api_key',
  'signup_block',
  'address_block',
] as const;

/**
 * Accounts that send alike and have nothing else in common: no more cards, devices, keys or addresses shared than other
 * customers share, made over weeks, and used as unevenly as people use things. Unrelated users of one program look like this.
 * Base rate: the share of others with such a tie to anybody, in the same data. Silent where payments are mostly
 * unknown, and where sessions are dealt out evenly, which one dispatcher does.
 */
export const noOtherTies: Signal = {
  name: 'no-other-ties',
  about: 'coordination',
  theme: 'public',
  evaluate(scene) {
    const { world, rhythm, others } = scene;
    const { members, isMember, isOther } = viewOf(scene);
    if (members.length < LEAST_ACCOUNTS) return null;
    const known = members.filter((account) => {
      const { paymentBin, paymentKind } = facts(world, account);
      return paymentBin !== null || paymentKind !== null;
    }).length;
    const shares = sharesTest(rhythm.starts);
    const made = members.flatMap((account) => facts(world, account).createdAt ?? []);
    if (known < KNOWN * members.length || made.length < KNOWN * members.length) return null;
    if (shares === null || shares.spread < UNEVEN) return null;
    const spread = quantile(made, 0.75) - quantile(made, 0.25);
    if (spread < LEAST_SPREAD) return null;
    const tied = new Set<number>();
    const tiedOthers = new Set<number>();
    for (const { kind, accounts } of world.shared) {
      if (!(TIES as readonly string[]).includes(kind)) continue;
      const inside = accounts.filter(isMember);
      if (inside.length > 1) for (const account of inside) tied.add(account);
      const outside = accounts.filter(isOther);
      if (outside.length > 1) for (const account of outside) tiedOthers.add(account);
    }
    const usual = (tiedOthers.size + 1) / (others.length + 2);
    // Others have more accounts to share with, so the comparison leans towards finding members tied.
    if (tied.size > 0 && binomialTail(tied.size, members.length, usual) < 0.05) return null;
    if (tied.size > 0.2 * members.length) return null;
    return {
      logOdds: -1.5,
      explains: { themes: ['content', 'program'], share: 0.5 },
      summary: `Beyond what they send, little ties these accounts: ${number(tied.size)} of ${number(members.length)} share a card, a device, a key or an address with another of them, they were made over ${span(spread)} (the middle half), and they differ in use as people do.`,
      baseline: `Of ${number(others.length)} other accounts, ${number(tiedOthers.size)} (${percent(tiedOthers.size / Math.max(1, others.length))}) share such a thing with somebody; unrelated users of one program look like this.`,
      details: {
        tied: tied.size,
        members: members.length,
        payments_known: known,
        others_tied: tiedOthers.size,
        others_total: others.length,
        interquartile_days: spread / DAY,
        spread: shares.spread,
      },
    };
  },
};
