import { paymentsKnown, tiedBesidesCards } from './apart';
import { number, percent, plural, type Signal } from './signal';
import { viewOf } from './view';

/** Share of the members' known cards that must be the one, and of the members it must pay for. */
const SOLE = 0.9;
const LEAST_SHARE = 0.5;
const LEAST_ACCOUNTS = 4;
/** Up to so many accounts on one card are a team of one customer, whatever they share. */
const TEAM = 12;
/**
 * Natural logarithm of how much rarer one card for all is among operations than among sponsors, schools and agencies. Assumed, not
 * fitted: a card for hundreds of accounts falls at the first report of it, and published operations had many.
 */
const ONE_CARD = -1;

/**
 * One card for everybody, of people who have nothing else in common: who pays for a course, a prize, a team or an agency's clients
 * does so with one card, and the accounts stay their own. An operation spreads over cards (advisory AA26-251A, the reports of
 * February and September 2026), or its accounts share devices, keys and addresses as well. Base rate: the share of others that
 * share such a thing with anybody. While this stands the payer is to be asked, and the accounts only watched.
 */
export const onePayer: Signal = {
  name: 'one-payer',
  about: 'coordination',
  theme: 'customer',
  evaluate(scene) {
    const { members, held } = viewOf(scene);
    const cards = held('payment_fingerprint');
    const [card] = cards;
    const known = Math.max(
      cards.reduce((sum, { inside }) => sum + inside, 0),
      paymentsKnown(scene),
    );
    if (!card || card.inside < Math.max(LEAST_ACCOUNTS, SOLE * known, LEAST_SHARE * members.length))
      return null;
    const ties = tiedBesidesCards(scene);
    if (ties === null && members.length > TEAM) return null;
    return {
      logOdds: ONE_CARD,
      most: 'watch',
      explains: { themes: ['payment'], share: 0.7 },
      summary: `One card pays for ${number(card.inside)} of the ${plural(known, 'account')} whose card is known${
        ties
          ? `, and beyond it ${number(ties.tied)} of ${number(members.length)} share a device, a key or an address with another: so pays a school, a sponsor or an agency for people of its own.`
          : ': so pays a small team.'
      }`,
      baseline: ties
        ? `Of ${number(scene.others.length)} other accounts, ${number(ties.tiedOthers)} (${percent(ties.tiedOthers / Math.max(1, scene.others.length))}) share such a thing with somebody. Operations mostly spread over many cards.`
        : `Up to ${number(TEAM)} accounts on one card are usually one customer. Operations mostly spread over many cards.`,
      details: {
        accounts_on_the_card: card.inside,
        cards_known: known,
        members: members.length,
        tied: ties?.tied ?? null,
        others_tied: ties?.tiedOthers ?? null,
      },
    };
  },
};
