import { countOf, facts } from '@/lib/detect/group';
import { opennessOf } from './customers';
import { number, type Signal } from './signal';
import { replaying } from './sitting';
import { viewOf } from './view';

const LEAST_ACCOUNTS = 4;
/** Share of the accounts of whom nothing must be known. */
const MOSTLY = 0.6;
/** Share of them that pay with one of several common cards, that replay each other's reasoning, or that were banned, which no class and no firm explains. */
const RING = 0.25;
const REPLAYING = 0.15;
const BANNED = 0.1;

/**
 * Accounts of whose holders nothing is recorded: no organization, verification, purpose or pathway, and no mail domain but one that
 * is the group's own, as a firm's is, and an operation's. A class, a course or a firm could then not be told from an operation, so nothing is recommended beyond watching, unless they share several cards, replay
 * each other's hidden reasoning, or were banned. Base rate: none, it is a gap in the records.
 */
export const unknownHolders: Signal = {
  name: 'unknown-holders',
  about: 'coordination',
  theme: 'customer',
  evaluate(scene) {
    const { members, held } = viewOf(scene);
    const size = members.length;
    const { customers, banned } = opennessOf(scene);
    const own = new Set(customers.flatMap(({ domain, named }) => (named ? [] : (domain ?? []))));
    const blank = countOf(members, (account) => {
      const { organization, emailDomain, verified, declaredUse, pathway } = facts(scene.world, account);
      return (
        [organization, verified, declaredUse, pathway].every((value) => value === null) &&
        (emailDomain === null || own.has(emailDomain))
      );
    });
    if (size < LEAST_ACCOUNTS || blank < MOSTLY * size) return null;
    const cards = held('payment_fingerprint').filter(({ inside }) => inside > 1);
    const paid = cards.reduce((sum, { inside }) => sum + inside, 0);
    if (cards.length > 1 && paid >= RING * size) return null;
    if (replaying(scene) >= REPLAYING || banned >= BANNED * size) return null;
    return {
      logOdds: -0.3,
      most: 'watch',
      summary: `Of ${number(blank)} of ${number(size)} accounts it is not recorded who holds them: no organization, verification, purpose or pathway, nor a mail domain but one of their own.`,
      baseline:
        'A class, a course or a firm could not be told from an operation by what is known, so people should look before anybody is asked or limited.',
      details: { accounts: blank, members: size, cards: cards.length, on_common_cards: paid },
    };
  },
};
