import { apart, unevenUse } from './apart';
import { number, percent, type Signal, span } from './signal';

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
    const { group, others } = scene;
    const found = apart(scene);
    if (!found) return null;
    const uneven = unevenUse(scene);
    if (uneven === null) return null;
    const { tied, tiedOthers, payments, spread } = found;
    return {
      logOdds: -1.5,
      explains: { themes: ['content', 'program'], share: 0.5 },
      summary: `Beyond what they send, little ties these accounts: ${number(tied)} of ${number(group.members.length)} share a card, a device, a key or an address with another of them, they were made over ${span(spread)} (the middle half), and they differ in use as people do.`,
      baseline: `Of ${number(others.length)} other accounts, ${number(tiedOthers)} (${percent(tiedOthers / Math.max(1, others.length))}) share such a thing with somebody; unrelated users of one program look like this.`,
      details: {
        tied,
        members: group.members.length,
        payments_known: payments,
        others_tied: tiedOthers,
        others_total: others.length,
        interquartile_days: spread / 86_400_000,
        spread: uneven,
      },
    };
  },
};
