import { facts } from '@/lib/detect/group';
import { clamp } from '@/lib/detect/statistics';
import { unhidden } from './customers';
import { number, percent, plural, type Signal } from './signal';
import { viewOf } from './view';

/**
 * Share of the known cards that is one card, any second one being hardly anybody's, and of the accounts that are at one place, from
 * which there is one house.
 */
const ONE_CARD = 0.6;
const SECOND = 0.1;
const ONE_PLACE = 0.7;
/** Share of the accounts of which a card must be known. */
const KNOWN = 0.4;
const LEAST_ACCOUNTS = 4;

/**
 * One card for all at one address: a firm, a weekend with a sponsor, a vendor who set up its customers. It hides nothing, while
 * operations spread over cards and addresses what one card and one address would give away. What its accounts share with the card,
 * the place and the hand that registered them is explained; that jobs are dealt out among them is not. Not where
 * cards are virtual or prepaid, reasoning of others is presented or asked for, or accounts were banned. Base rate: none is measured.
 */
export const oneHouse: Signal = {
  name: 'one-house',
  about: 'coordination',
  theme: 'customer',
  evaluate(scene) {
    const { world } = scene;
    const { members, held } = viewOf(scene);
    const size = members.length;
    const [card, second] = held('payment_fingerprint');
    const place = [held('address_block')[0], held('signup_block')[0]].sort(
      (a, b) => (b?.inside ?? 0) - (a?.inside ?? 0),
    )[0];
    if (size < LEAST_ACCOUNTS || !card || !place) return null;
    const known = members.filter((account) => {
      const { paymentBin, paymentKind } = facts(world, account);
      return paymentBin !== null || paymentKind !== null;
    }).length;
    if ((second?.inside ?? 0) > Math.max(1, SECOND * card.inside)) return null;
    if (card.inside < ONE_CARD * known || card.inside < KNOWN * size || place.inside < ONE_PLACE * size)
      return null;
    const stands = clamp(card.inside / Math.max(1, known), 0, 1) * unhidden(scene);
    if (stands < 0.1) return null;
    return {
      logOdds: -2 * stands,
      explains: { themes: ['payment', 'infrastructure', 'registration', 'reasoning'], share: 0.85 * stands },
      ...(stands >= 0.5 ? { most: 'verify' as const } : {}),
      summary: `One card pays for ${number(card.inside)} of ${plural(size, 'account')} (of ${number(known)} a card is known), and ${number(place.inside)} of them are at one place, ${place.value}: one customer who hides nothing of it. Ask who it is before any step.`,
      baseline: `Operations spread over many cards and addresses; ${percent(place.inside / size)} at one place on one card is how a firm, a course or an event looks.`,
      details: {
        on_one_card: card.inside,
        cards_known: known,
        at_one_place: place.inside,
        place: place.value,
        members: size,
        stands,
      },
    };
  },
};
