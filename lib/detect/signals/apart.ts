import { countOf, facts, type Scene } from '@/lib/detect/group';
import { quantile } from '@/lib/detect/statistics';
import { binomialTail } from '@/lib/detect/statistics-tails';
import { sharesTest } from '@/lib/detect/timing-shares';
import type { IndicatorKind } from '@/lib/model/indicator';
import { cardIssuer } from './card-issuer';
import { opennessOf } from './customers';
import { isThrowAway } from './email-pattern';
import { replaying } from './sitting';
import { perScene, viewOf } from './view';

const DAY = 86_400_000;
const LEAST_ACCOUNTS = 8;
/** Share of members of whom a payment must be known, so that a missing tie is not missing data. */
const KNOWN = 0.35;
/** Spread of creation times (the middle half) from which accounts were not made as one. */
const LEAST_SPREAD = 21 * DAY;
/** Share of members with a tie from which the group is tied, whatever is usual. */
const TIED = 0.2;
const CHANCE = 0.05;
const TIES: ReadonlySet<IndicatorKind> = new Set([
  'payment_fingerprint',
  'signup_device',
  'device',
  'api_key',
  'signup_block',
  'address_block',
]);
/** The same without cards: what people have in common who are one operation, and not only one payer's. */
const HANDS: ReadonlySet<IndicatorKind> = new Set([...TIES].filter((kind) => kind !== 'payment_fingerprint'));
const NETWORKS: ReadonlySet<IndicatorKind> = new Set(['asn', 'signup_asn']);

/** Accounts that nothing but what they send ties together. */
export interface Apart {
  /** Members, and others, that share a card, a device, a key or an address with another of theirs. */
  tied: number;
  tiedOthers: number;
  /** Members whose payment is known. */
  payments: number;
  /** Between the first and the third quartile of creation times, in milliseconds. */
  spread: number;
}

/**
 * Whether the members have no more in common than customers taken at random have: cards, devices, keys, addresses, or the
 * time in which they were made. Null when they have, or when too little is known of them.
 */
export const apart = perScene(look);

function look(scene: Scene): Apart | null {
  const { world } = scene;
  const { members } = viewOf(scene);
  const size = members.length;
  if (size < LEAST_ACCOUNTS) return null;
  const payments = paymentsKnown(scene);
  const made = members.flatMap((account) => facts(world, account).createdAt ?? []);
  if (payments < KNOWN * size || made.length < 0.5 * size) return null;
  const spread = quantile(made, 0.75) - quantile(made, 0.25);
  if (spread < LEAST_SPREAD) return null;
  const ties = tiesOf(scene);
  return ties && { ...ties, payments, spread };
}

/** Members of whom it is known how they pay. */
export function paymentsKnown(scene: Scene): number {
  return countOf(viewOf(scene).members, (account) => {
    const { paymentBin, paymentKind } = facts(scene.world, account);
    return paymentBin !== null || paymentKind !== null;
  });
}

/** How many share a card, a device, a key or an address; null where that is more than among others. */
function tiesOf(scene: Scene, kinds = TIES): { tied: number; tiedOthers: number } | null {
  const { others } = scene;
  const { members, isMember, common } = viewOf(scene);
  const size = members.length;
  const tied = new Set<number>();
  for (const { accounts } of common(kinds)) {
    const inside = accounts.filter(isMember);
    if (inside.length > 1) for (const account of inside) tied.add(account);
  }
  const tiedOthers = viewOf(scene).tied(kinds);
  const usual = (tiedOthers + 1) / (others.length + 2);
  if (tied.size > 0 && binomialTail(tied.size, size, usual) < CHANCE) return null;
  if (tied.size > Math.max(TIED, usual) * size) return null;
  return { tied: tied.size, tiedOthers };
}

/** Share of members of whom a payment, a network and a mail domain must each be known, for it to show that they share none. */
const SEEN = 0.6;
/** Spread of creation times (the middle half) up to which people came because of the same thing. */
const WITHIN = 2 * DAY;
/** Chance below which sessions are evener than chance would make them. */
const EVENER = 0.01;
/** Members at mail domains of their own or at throw-away services from which they are no strangers' addresses. */
const UNUSUAL_MAIL = 0.2;
/** Share of members that present each other's hidden reasoning from which that is the tie. */
const REPLAYING = 0.05;
/**
 * Groups of operations that hide every such tie (virtual cards of several issuers, residential addresses), and, of those that
 * do not, the share of members that have one. Assumed, not fitted: hiding so is cheap.
 */
const HIDING = 0.4;
const SHOWN = 0.3;

/** Accounts that could have been seen to share something, made within days. */
export interface Untied {
  tied: number;
  tiedOthers: number;
  payments: number;
  networks: number;
  mail: number;
  /** Natural logarithm of how likely an operation of this size, of which so much is known, is to show no more. */
  logOdds: number;
}

/**
 * Whether the members share nothing although it could have been seen: payments, networks and mail domains are known for most,
 * none has a card, a device, a key, an address or a mail domain with another, nor one issuer of cards, more than customers
 * taken at random have, though they were made within days, as those of people are who are told of the same thing. Null
 * when they do share, when they are dealt to more evenly than chance would, or when too little is known.
 */
export function untied(scene: Scene): Untied | null {
  const { world } = scene;
  const { members, isMember, common } = viewOf(scene);
  const size = members.length;
  if (size < LEAST_ACCOUNTS) return null;
  const made = members.flatMap((account) => facts(world, account).createdAt ?? []);
  if (made.length < SEEN * size || quantile(made, 0.75) - quantile(made, 0.25) > WITHIN) return null;
  const payments = paymentsKnown(scene);
  const mail = members.flatMap((account) => facts(world, account).emailDomain ?? []);
  const networks = new Set(
    common(NETWORKS).flatMap(({ accounts }) => accounts.filter((account) => isMember(account))),
  ).size;
  if (Math.min(payments, mail.length, networks) < SEEN * size) return null;
  const colleagues = opennessOf(scene).customers.reduce(
    (sum, { accounts }) => sum + (accounts.length > 1 ? accounts.length : 0),
    0,
  );
  if (colleagues + mail.filter(isThrowAway).length > UNUSUAL_MAIL * size) return null;
  const ties = tiesOf(scene);
  if (isDealt(scene) || ties === null || replaying(scene) >= REPLAYING) return null;
  if (typeof cardIssuer.evaluate(scene)?.details.issuer === 'string') return null;
  const known = Math.min(payments, networks);
  return {
    ...ties,
    payments,
    networks,
    mail: mail.length,
    logOdds: Math.log(HIDING + (1 - HIDING) * (1 - SHOWN) ** known),
  };
}

/** Whether sessions are spread over the accounts more evenly than chance would. */
function isDealt({ rhythm }: Scene): boolean {
  return (sharesTest(rhythm.starts)?.p ?? 1) < EVENER;
}

/** How many share a device, a key or an address, whoever pays; null where that is more than among others, or where sessions are dealt out. */
export function tiedBesidesCards(scene: Scene): { tied: number; tiedOthers: number } | null {
  const dealt = isDealt(scene) && !worksThroughOneList(scene);
  return dealt || replaying(scene) >= REPLAYING ? null : tiesOf(scene, HANDS);
}

/** Scaffolds that make a list, and how often an account may come back to one of them. */
const LIST = 5;
const PASSES = 2;

/** Whether the accounts send each scaffold about once, as those do who work through the exercises of a course: their use is even without a dispatcher. */
function worksThroughOneList({ group }: Scene): boolean {
  const scaffolds = group.harvest.families.size;
  const sent = group.members.reduce((sum, { harvest }) => sum + harvest, 0);
  return scaffolds >= LIST && sent <= PASSES * scaffolds * group.members.length;
}

/** Spread of use against even dealing from which accounts were not driven as one. */
const UNEVEN = 4;

/** How unevenly the accounts are used against even dealing, when that is as people differ; null when they may be driven as one. */
export function unevenUse({ rhythm }: Scene): number | null {
  const shares = sharesTest(rhythm.starts);
  return shares !== null && shares.spread >= UNEVEN ? shares.spread : null;
}
