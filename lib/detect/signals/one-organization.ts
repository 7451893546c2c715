import { facts } from '@/lib/detect/group';
import { clamp } from '@/lib/detect/statistics';
import { type Customer, opennessOf, uncontradicted } from './customers';
import { number, ONE_CUSTOMER, plural, type Signal } from './signal';
import { viewOf } from './view';

/** Share of the members that say who they are, of those of whom it is known, from which the group is open. */
const LEAST_OPEN = 0.6;
/** Share of members from which one card or one place is that of all. */
const MOSTLY = 0.6;
/** Share of the largest customer from which the others are strays. */
const ONE = 0.75;

/**
 * Accounts that say themselves that they belong together: one named organization, or colleagues at a mail domain of their
 * own, with one card or one place. Coordination is what accounts do that pretend to be unrelated; a customer that shows
 * itself as one has cards, addresses, names and a program in common anyway, and an operation hides just that. Also several
 * such customers in one group, where no card goes from one to the other. What weighs is how openly it is shown (a name costs
 * nothing, verification does) and whether anything contradicts it (see `uncontradicted`). Base rate: none is measured.
 */
export const oneOrganization: Signal = {
  name: 'one-organization',
  about: 'coordination',
  theme: 'customer',
  evaluate(scene) {
    const { world } = scene;
    const { members, held } = viewOf(scene);
    const size = members.length;
    const openness = opennessOf(scene);
    const { customers, open, blank } = openness;
    const several = customers.filter(({ accounts }) => accounts.length > 1);
    const first = several[0];
    const among = several.reduce((sum, { accounts }) => sum + accounts.length, 0);
    const share = (among / Math.max(1, size - blank)) * (blank > 0.5 * size ? 0.5 : 1);
    if (!first || share < LEAST_OPEN || open < 3) return null;
    const verified = members.filter((account) => facts(world, account).verified === 'organization').length;
    const sure = verified >= 0.5 * size;
    const declared = members.filter((account) => {
      const { pathway, declaredUse } = facts(world, account);
      return pathway === 'enterprise' || pathway === 'education' || declaredUse !== null;
    }).length;
    const single = first.accounts.length >= ONE * among;
    const oneCard = single && (held('payment_fingerprint')[0]?.inside ?? 0) >= MOSTLY * first.accounts.length;
    const onePlace =
      single &&
      Math.max(held('address_block')[0]?.inside ?? 0, held('signup_block')[0]?.inside ?? 0) >=
        MOSTLY * first.accounts.length;
    const named = several.filter((customer) => customer.named);
    const speaks = named.reduce((sum, { accounts }) => sum + accounts.length, 0) >= 0.5 * among;
    // A domain costs a few coins, so that without a name it shows a customer only together with a card or a place.
    const shown =
      1 -
      (speaks ? 0.25 : oneCard || onePlace ? 0.5 : 0.9) *
        (first.domain !== null && speaks ? 0.6 : 1) *
        (sure ? 0.2 : 1) *
        (oneCard ? 0.8 : 1) *
        (onePlace ? 0.8 : 1) *
        (declared >= 0.5 * size ? 0.8 : 1);
    const holds = uncontradicted(scene);
    const explained = clamp(shown * share * holds, 0, 1);
    if (explained < 0.05) return null;
    return {
      logOdds: -(sure ? 4 : 2.5) * explained,
      explains: {
        themes: single ? ONE_CUSTOMER : ['payment', 'registration', 'infrastructure', 'reasoning'],
        share: explained,
      },
      ...(explained >= 0.6 ? { most: 'watch' as const } : {}),
      summary: `${single ? oneWords(first, size, verified) : severalWords(several, among, size, verified)}${
        oneCard || onePlace
          ? `, with ${oneCard ? 'one card' : ''}${oneCard && onePlace ? ' and ' : ''}${onePlace ? 'one address' : ''}`
          : ''
      }.${holds < 0.6 ? ` ${againstWords(scene)}` : sure ? '' : ' Ask it about its use before any step.'}`,
      baseline:
        `A firm, a campus or a team looks like one operation because it is one customer; an operation gives its accounts different names, or none. ${
          sure ? '' : 'A name or a domain is only a claim, and a shell firm can make it.'
        }`.trim(),
      details: {
        customers: several.length,
        organization: first.name,
        accounts: among,
        verified,
        members: size,
        nothing_known: blank,
        one_card: oneCard,
        one_place: onePlace,
        across_customers: openness.crossed,
        uncontradicted: holds,
      },
    };
  },
};

function oneWords({ name, named, accounts }: Customer, size: number, verified: number): string {
  const who = `${number(accounts.length)} of ${number(size)} accounts`;
  const how = verified === 0 ? 'not verified' : `${number(verified)} verified as an organization`;
  return named
    ? `${who} openly belong to ${name.slice(0, 80)} (${how})`
    : `${who} have an address at ${name.slice(0, 80)}, as colleagues have (${how})`;
}

function severalWords(customers: readonly Customer[], among: number, size: number, verified: number): string {
  const names = customers
    .slice(0, 2)
    .map(({ name, accounts }) => `${name.slice(0, 60)} (${number(accounts.length)})`);
  const rest = customers.length - names.length;
  return `${number(among)} of ${number(size)} accounts openly belong to ${plural(customers.length, 'customer')}: ${
    rest > 0 ? `${names.join(', ')} and ${number(rest)} more` : names.join(' and ')
  }; ${verified === 0 ? 'none is' : `${plural(verified, 'account')} ${verified === 1 ? 'is' : 'are'}`} verified as an organization`;
}

function againstWords(scene: Parameters<typeof opennessOf>[0]): string {
  const { crossed, anonymous, cardKinds, replaying, banned, extraction } = opennessOf(scene);
  const size = scene.group.members.length;
  const against = [
    crossed > 0.05 * size && `${number(crossed)} share a card, a device or a key across customers`,
    anonymous > 0.4 * Math.max(4, cardKinds) &&
      `${number(anonymous)} of ${number(cardKinds)} cards are virtual or prepaid`,
    replaying > 0.05 * size && `${number(replaying)} present the hidden reasoning of others`,
    banned > 0.1 * size && `${number(banned)} were banned`,
    extraction > 0.1 && 'they ask for hidden reasoning',
  ].filter(Boolean);
  return `It counts for less, because ${against.join(' and ')}.`;
}
