import { clamp } from '@/lib/detect/statistics';
import { sharingOf } from './sharing';
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
    const paid = cards.reduce((total, count) => total + count, 0);
    const elsewhere = sizes('payment_fingerprint');
    const strangers = elsewhere.reduce((total, count) => total + count, 0);
    const shared = sharingOf(scene, used, paid, elsewhere);
    // One card of a part is one customer among them, and says nothing of the others.
    const alone = cards.length > 1 || paid >= WHOLE * members.length ? 1 : PART;
    // Cards that mostly pay for accounts that do nothing of this are a customer's, of whom these are a part.
    const logOdds =
      clamp(shared.odds * shared.coverage * alone, 0, Math.min(shared.lift, 1.5 * Math.log(paid + 1))) *
      shared.owned;
    // Two or three of a larger group are a household.
    if (logOdds < 0.2 || (paid < 4 && paid < members.length)) return null;
    const most = cards[0] as number;
    return {
      logOdds,
      summary: `${
        cards.length === 1
          ? `One card pays for ${number(most)} of ${plural(members.length, 'account')}`
          : `${number(cards.length)} cards pay for ${number(paid)} of ${number(members.length)} accounts, one of them for ${number(most)}`
      }, and for ${shared.others === 0 ? 'no other account' : plural(shared.others, 'other account')}.`,
      baseline: `Of ${number(others)} other accounts, ${number(strangers)} (${percent(strangers / others)}) share a card with another of them; two of them taken at random do in 1 of ${number(1 / shared.outside)} cases.`,
      details: {
        cards: cards.length,
        accounts_on_shared_cards: paid,
        members: members.length,
        largest: cards.slice(0, 20),
        pair_rate_inside: shared.inside,
        pair_rate_outside: shared.outside,
        others_on_these_cards: shared.others,
        others_on_shared_cards: strangers,
        others_total: others,
      },
    };
  },
};
