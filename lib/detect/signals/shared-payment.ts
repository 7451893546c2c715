import { pairRate } from '@/lib/detect/links';
import { clamp, logLift } from '@/lib/detect/statistics';
import { number, percent, plural, type Signal } from './signal';
import { viewOf } from './view';

/** Share of the accounts that one card must pay for to speak for all, and what it says otherwise. */
const WHOLE = 0.75;
const PART = 0.5;

/**
 * Cards that pay for several accounts of the group. Base rates in the same data: how often two accounts outside the group
 * share any card, and how many outside are on these very cards, so that a sponsor's or a reseller's card, which
 * everybody has, says little. Source: advisory AA26-251A and the February 2026 reports name shared payment methods;
 * SynchroTrap (CCS 2014) for shared objects as evidence.
 */
export const sharedPayment: Signal = {
  name: 'shared-payment',
  about: 'coordination',
  theme: 'payment',
  evaluate(scene) {
    const { members, held, sizes } = viewOf(scene);
    const others = scene.others.length;
    const used = held('payment_fingerprint').filter(({ inside }) => inside > 1);
    const cards = used.map(({ inside }) => inside);
    if (cards.length === 0 || others === 0) return null;
    let [own, outside] = [0, 0];
    for (const { inside, out } of used) {
      own += inside * clamp(logLift(inside, members.length, out, others), 0, 5);
      outside += out;
    }
    const paid = cards.reduce((total, count) => total + count, 0);
    const strangers = sizes('payment_fingerprint').reduce((total, count) => total + count, 0);
    const rate = pairRate(sizes('payment_fingerprint'), others);
    let pairs = 0;
    for (const count of cards) pairs += (count * (count - 1)) / 2;
    const inside = pairs / ((members.length * (members.length - 1)) / 2);
    const coverage = Math.min(1, paid / members.length / 0.6) ** 1.5;
    // One card of a part is one customer among them, and says nothing of the others.
    const alone = cards.length > 1 || paid >= WHOLE * members.length ? 1 : PART;
    // Cards that mostly pay for accounts that do nothing of this are a customer's, of whom these are a part.
    const theirs = clamp((1.5 * paid) / (paid + outside), 0, 1);
    const logOdds =
      clamp(Math.log(inside / rate) * coverage * alone, 0, Math.min(own / paid, 1.5 * Math.log(paid + 1))) *
      theirs;
    // Two or three of a larger group are a household.
    if (logOdds < 0.2 || (paid < 4 && paid < members.length)) return null;
    const most = cards[0] as number;
    return {
      logOdds,
      summary: `${
        cards.length === 1
          ? `One card pays for ${number(most)} of ${plural(members.length, 'account')}`
          : `${number(cards.length)} cards pay for ${number(paid)} of ${number(members.length)} accounts, one of them for ${number(most)}`
      }, and for ${outside === 0 ? 'no other account' : plural(outside, 'other account')}.`,
      baseline: `Of ${number(others)} other accounts, ${number(strangers)} (${percent(strangers / others)}) share a card with another of them; two of them taken at random do in 1 of ${number(1 / rate)} cases.`,
      details: {
        cards: cards.length,
        accounts_on_shared_cards: paid,
        members: members.length,
        largest: cards.slice(0, 20),
        pair_rate_inside: inside,
        pair_rate_outside: rate,
        others_on_these_cards: outside,
        others_on_shared_cards: strangers,
        others_total: others,
      },
    };
  },
};
