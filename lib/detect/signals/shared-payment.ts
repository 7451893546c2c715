import { pairRate } from '@/lib/detect/links';
import { clamp } from '@/lib/detect/statistics';
import { number, plural, type Signal } from './signal';

/**
 * Cards that pay for several accounts of the group. Base rate: how often two accounts outside the group share any
 * card, measured in the same data (advisory AA26-251A names similar payment methods; so do the February 2026 reports).
 */
export const sharedPayment: Signal = {
  name: 'shared-payment',
  about: 'coordination',
  theme: 'payment',
  evaluate({ world, group, others }) {
    const members = new Set(group.members.map(({ account }) => account));
    const outside = new Set(others);
    const cards: number[] = [];
    const strangers: number[] = [];
    for (const value of world.shared) {
      if (value.kind !== 'payment_fingerprint') continue;
      let [inside, out] = [0, 0];
      for (const account of value.accounts) {
        if (members.has(account)) inside++;
        else if (outside.has(account)) out++;
      }
      if (inside > 1) cards.push(inside);
      if (out > 1) strangers.push(out);
    }
    if (cards.length === 0) return null;
    cards.sort((a, b) => b - a);
    const paid = cards.reduce((total, count) => total + count, 0);
    const coverage = paid / members.size;
    const rate = pairRate(strangers, others.length);
    let pairs = 0;
    for (const count of cards) pairs += (count * (count - 1)) / 2;
    const inside = pairs / ((members.size * (members.size - 1)) / 2);
    const logOdds = clamp(Math.log(inside / rate), 0, 5) * Math.min(1, coverage / 0.6) ** 1.5;
    if (logOdds < 0.2) return null;
    const most = cards[0] as number;
    return {
      logOdds,
      summary:
        cards.length === 1
          ? `One card pays for ${number(most)} of ${plural(members.size, 'account')}.`
          : `One card pays for ${number(most)} accounts, ${number(cards.length)} cards for ${number(paid)} of ${number(members.size)}.`,
      baseline: `Unrelated customers share a card in 1 of ${number(1 / rate)} pairs.`,
      details: {
        cards: cards.length,
        accounts_on_shared_cards: paid,
        members: members.size,
        largest: cards.slice(0, 20),
        pair_rate_inside: inside,
        pair_rate_outside: rate,
      },
    };
  },
};
