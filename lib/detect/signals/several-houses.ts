import { facts, type Scene } from '@/lib/detect/group';
import { clamp } from '@/lib/detect/statistics';
import type { IndicatorKind } from '@/lib/model/indicator';
import { uncontradicted } from './customers';
import { number, plural, type Signal } from './signal';
import { mostAlike, tally, viewOf } from './view';

const TIES: ReadonlySet<IndicatorKind> = new Set(['payment_fingerprint', 'address_block', 'signup_block']);
const PLACES: ReadonlySet<IndicatorKind> = new Set(['address_block', 'signup_block']);
/** Largest share of others at a place for it to be somebody's and not a way out of a network. */
const OWN_PLACE = 0.01;
const LEAST_HOUSE = 3;
/** Share of a house's accounts, of those of which it is known, that have its card, its place or its mail domain. */
const MOSTLY = 0.6;
/** Share of the accounts that live in houses, and of the largest house, from which the group is several customers. */
const COVERED = 0.6;
const LARGEST = 0.7;

/**
 * Accounts that fall apart into houses: in each, two of card, place and mail domain are common to most, and none of them goes from one
 * house to the next. Customers who took one template and have several accounts each look like this; in an operation
 * cards and addresses are mixed, or each account has its own. What the accounts of each house share is explained, what goes across is
 * not. Base rate: none is measured.
 */
export const severalHouses: Signal = {
  name: 'several-houses',
  about: 'coordination',
  theme: 'customer',
  evaluate(scene) {
    const size = scene.group.members.length;
    const houses = housesOf(scene).filter((accounts) => isHouse(scene, accounts));
    const inside = houses.reduce((sum, accounts) => sum + accounts.length, 0);
    const [largest] = houses;
    if (!largest || houses.length < 2 || inside < COVERED * size || largest.length > LARGEST * size)
      return null;
    const stands = clamp(inside / size / 0.9, 0, 1) * uncontradicted(scene);
    if (stands < 0.1) return null;
    return {
      logOdds: -1.5 * stands,
      explains: { themes: ['payment', 'infrastructure', 'registration'], share: 0.9 * stands },
      summary: `${number(inside)} of ${plural(size, 'account')} belong to ${plural(houses.length, 'house')} with cards, addresses or mail domains of their own, and nothing of that goes from one house to another.`,
      baseline:
        'Customers who took the same template and have several accounts each look like this; an operation mixes cards and addresses, or gives every account its own.',
      details: { houses: houses.length, accounts: inside, largest: largest.length, members: size, stands },
    };
  },
};

/** Members that hang together by cards and places, larger sets first. */
function housesOf(scene: Scene): number[][] {
  const { members, isMember, isOther, common } = viewOf(scene);
  const parent = new Map(members.map((account) => [account, account]));
  const root = (account: number): number => {
    let at = account;
    while (parent.get(at) !== at) at = parent.get(at) as number;
    parent.set(account, at);
    return at;
  };
  for (const { kind, accounts } of common(TIES)) {
    const inside = accounts.filter(isMember);
    if (PLACES.has(kind) && accounts.filter(isOther).length > OWN_PLACE * scene.others.length) continue;
    for (const account of inside) parent.set(root(account), root(inside[0] as number));
  }
  const sets = new Map<number, number[]>();
  for (const account of members) {
    const set = sets.get(root(account));
    if (set) set.push(account);
    else sets.set(root(account), [account]);
  }
  return [...sets.values()]
    .filter((accounts) => accounts.length >= LEAST_HOUSE)
    .sort((a, b) => b.length - a.length || (a[0] as number) - (b[0] as number));
}

function isHouse(scene: Scene, accounts: readonly number[]): boolean {
  const { world } = scene;
  const most = (kinds: ReadonlySet<IndicatorKind>) => mostAlike(world, accounts, kinds);
  const paid = accounts.filter((account) => facts(world, account).paymentBin !== null).length;
  const card = most(new Set(['payment_fingerprint']));
  const domains = tally(accounts, (account) => facts(world, account).emailDomain);
  const domain = [...domains.counts][0]?.[1] ?? 0;
  const common = [
    card >= 2 && card >= MOSTLY * paid,
    most(PLACES) >= MOSTLY * accounts.length,
    domain >= 2 && domain >= MOSTLY * domains.known,
  ];
  return common.filter(Boolean).length >= 2;
}
