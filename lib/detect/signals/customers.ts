import { accountsOf, countOf, facts, type Scene } from '@/lib/detect/group';
import { lookupOf } from '@/lib/detect/lookup';
import { profileOf } from '@/lib/detect/profile';
import { clamp, sum } from '@/lib/detect/statistics';
import { CAPABILITIES } from '@/lib/model/capability';
import type { IndicatorKind } from '@/lib/model/indicator';
import { ANONYMOUS } from './card-issuer';
import { isThrowAway } from './email-pattern';
import { mostAlike, perScene, tally, viewOf } from './view';

/** Largest share of other customers that may have a mail domain for it to be somebody's own and not a public mail service. */
const OWN_DOMAIN = 0.01;
const LEAST_KNOWN = 20;
/** Share of a domain's accounts that name an organization, and of those that name one and the same, from which it is that one's. */
const NAMED = 0.3;
const MOSTLY = 0.8;
/** Share of a domain's accounts on one card or at one place from which it is one firm's. */
const HOUSE = 0.6;
/** What only one customer's accounts share, most certain first: by it an account of which nothing else is known finds its customer. */
const TIES: readonly IndicatorKind[] = ['payment_fingerprint', 'signup_device', 'device', 'api_key'];
const PLACES: readonly IndicatorKind[] = ['signup_block', 'address_block'];
const NETWORKS: ReadonlySet<IndicatorKind> = new Set(['asn', 'signup_asn']);
/** Customers at one address, that hardly anybody else has, from which it is somebody's who has all their accounts. */
const SEVERAL = 3;
const RARE_PLACE = 0.005;
const EXTRACTION = CAPABILITIES.indexOf('trace_extraction');

/** A customer that several accounts openly belong to. */
export interface Customer {
  /** The organization they name, or the mail domain where they name none. */
  name: string;
  /** Whether that is an organization that they name. */
  named: boolean;
  domain: string | null;
  accounts: number[];
}

/** Who the members say they are. */
export interface Openness {
  /** Customers of at least one member, largest first. */
  customers: Customer[];
  /** Members that say who they are, and members of whom nothing is known that would say so. */
  open: number;
  blank: number;
  /** Members that share a card, a device or a key with a member of another customer or with one that says nothing, or a rare address with two others. */
  crossed: number;
  /** Members that pay with virtual, prepaid or gift cards, and members whose kind of card is known. */
  anonymous: number;
  cardKinds: number;
  /** Members that present hidden reasoning which was issued to accounts of nobody in their customer. */
  replaying: number;
  /** Members that were banned or suspended. */
  banned: number;
  /** Share of the harvest that asks for hidden reasoning. */
  extraction: number;
}

/**
 * Sorts the members by the customer they openly belong to: by the organization they name, else by a mail domain that is
 * nobody else's, and those of whom neither is known by a card, a device or a key that only one such customer has. Public and
 * throw-away mail services name nobody.
 */
export const opennessOf = perScene(makeOpenness);

/** Share of the members that must have nothing of a holder in common, and of whom something must be known that would show it. */
const STRANGERS = 0.5;

/**
 * Whether the members look like different holders': nothing that one customer's accounts have in common (an organization, a mail domain,
 * a card, a device, a key, an address) is shared by half of them or more, though payments or networks are known of as many.
 */
export function differentHolders(scene: Scene): boolean {
  const { members, isMember, common } = viewOf(scene);
  const least = STRANGERS * members.length;
  const tied = new Set(
    opennessOf(scene).customers.flatMap(({ accounts }) => (accounts.length > 1 ? accounts : [])),
  );
  for (const { accounts } of common(new Set([...TIES, ...PLACES]))) {
    const inside = accounts.filter(isMember);
    if (inside.length > 1) for (const account of inside) tied.add(account);
  }
  if (tied.size >= least) return false;
  const known = new Set(common(NETWORKS).flatMap(({ accounts }) => accounts.filter(isMember)));
  return (
    countOf(members, (account) => known.has(account) || facts(scene.world, account).paymentBin !== null) >
    least
  );
}

function makeOpenness(scene: Scene): Openness {
  const { world } = scene;
  const { members } = viewOf(scene);
  const own = ownDomains(scene);
  const domainOf = (account: number) => {
    const { emailDomain } = facts(world, account);
    return emailDomain !== null && own.has(emailDomain) ? emailDomain : null;
  };
  const { customerOf, blank } = sorted(scene, (account) => {
    const { organization } = facts(world, account);
    if (organization !== null) return `organization ${organization}`;
    const domain = domainOf(account);
    if (domain === null) return null;
    return own.get(domain) === null ? `domain ${domain}` : `organization ${own.get(domain)}`;
  });
  const byCustomer = new Map<string, number[]>();
  for (const account of members) {
    const name = customerOf.get(account);
    if (name === undefined) continue;
    const list = byCustomer.get(name);
    if (list) list.push(account);
    else byCustomer.set(name, [account]);
  }
  const cards = tally(members, (account) => facts(world, account).paymentKind);
  let anonymous = 0;
  for (const [kind, count] of cards.counts) if (ANONYMOUS.has(kind)) anonymous += count;
  return {
    customers: [...byCustomer]
      .map(([key, accounts]) => {
        const at = key.indexOf(' ');
        const named = key.slice(0, at) === 'organization';
        const name = key.slice(at + 1);
        const domain = [...tally(accounts, domainOf).counts][0]?.[0] ?? null;
        return { name, named, domain, accounts };
      })
      .sort((a, b) => b.accounts.length - a.accounts.length || (a.name < b.name ? -1 : 1)),
    open: customerOf.size,
    blank: blank.size,
    crossed: crossedOf(scene, customerOf, blank),
    anonymous,
    cardKinds: cards.known,
    replaying: replayingOf(scene, customerOf),
    banned: countOf(members, (account) => facts(world, account).status !== 'active'),
    extraction: extractionOf(scene),
  };
}

/** By member whose it is; `blank` are those of whom neither that nor a mail domain is known. */
interface Sorted {
  customerOf: ReadonlyMap<number, string>;
  blank: ReadonlySet<number>;
}

/** `nameOf` says whose an account is by what it says itself. The others go where a value leads that only one customer has. */
function sorted(scene: Scene, nameOf: (account: number) => string | null): Sorted {
  const { members, isMember, common } = viewOf(scene);
  const customerOf = new Map<number, string>();
  const blank = new Set<number>();
  for (const account of members) {
    const name = nameOf(account);
    if (name !== null) customerOf.set(account, name);
    else if (facts(scene.world, account).emailDomain === null) blank.add(account);
  }
  for (const kind of [...TIES, ...PLACES]) {
    for (const { accounts } of common(new Set([kind]))) {
      const names = new Set(accounts.filter(isMember).map((account) => customerOf.get(account)));
      names.delete(undefined);
      const [name] = names;
      if (names.size !== 1 || name === undefined) continue;
      for (const account of accounts) {
        if (!blank.has(account)) continue;
        customerOf.set(account, name);
        blank.delete(account);
      }
    }
  }
  return { customerOf, blank };
}

/** How many members share something across customers. */
function crossedOf(scene: Scene, customerOf: Sorted['customerOf'], blank: Sorted['blank']): number {
  const { isMember, isOther, common } = viewOf(scene);
  const crossed = new Set<number>();
  for (const { accounts } of common(new Set(TIES))) {
    const inside = accounts.filter((account) => isMember(account) && !blank.has(account));
    const names = new Set(inside.map((account) => customerOf.get(account)));
    if (names.size > 1) for (const account of inside) crossed.add(account);
  }
  // A place where one customer's accounts are the most is its own; where nobody's are, and hardly anybody else's, it is dealt out.
  for (const { accounts } of common(new Set(PLACES))) {
    const inside = accounts.filter((account) => isMember(account) && !blank.has(account));
    const { counts } = tally(inside, (account) => customerOf.get(account) ?? null);
    const largest = [...counts][0]?.[1] ?? 0;
    if (counts.size < SEVERAL || largest > inside.length / 2) continue;
    if (countOf(accounts, isOther) > RARE_PLACE * scene.others.length) continue;
    for (const account of inside) crossed.add(account);
  }
  return crossed.size;
}

/** How many members present reasoning that was issued, and to nobody in their customer. */
function replayingOf(scene: Scene, customerOf: Sorted['customerOf']): number {
  const { isMember, presented } = viewOf(scene);
  const replaying = new Set<number>();
  for (const { issuers, presenters } of presented()) {
    for (const account of presenters) {
      if (!isMember(account) || issuers.length === 0 || issuers.includes(account)) continue;
      const name = customerOf.get(account);
      if (name === undefined || !issuers.some((issuer) => customerOf.get(issuer) === name))
        replaying.add(account);
    }
  }
  return replaying.size;
}

/**
 * Mail domains that are somebody's own, with the organization that most of their accounts name: those that hardly anybody
 * else has, or whose accounts name one organization, as many as there are. Throw-away services are nobody's.
 */
function ownDomains(scene: Scene): Map<string, string | null> {
  const { world, others } = scene;
  const { members } = viewOf(scene);
  const domains = lookupOf(world).fields.emailDomain;
  // By domain of a member, who has it: members, then others.
  const holders = new Map<number, number[]>();
  for (const account of members) {
    const domain = domains.of[account] as number;
    const list = holders.get(domain);
    if (list) list.push(account);
    else if (domain >= 0) holders.set(domain, [account]);
  }
  const inside = new Uint8Array(domains.names.length);
  for (const domain of holders.keys()) inside[domain] = 1;
  let outKnown = 0;
  const out = new Map<number, number>();
  for (const account of others) {
    const domain = domains.of[account] as number;
    if (domain < 0) continue;
    outKnown++;
    if (inside[domain] === 0) continue;
    holders.get(domain)?.push(account);
    out.set(domain, (out.get(domain) ?? 0) + 1);
  }
  const own = new Map<string, string | null>();
  for (const [domain, accounts] of holders) {
    const name = domains.names[domain] as string;
    if (accounts.length < 2 || isThrowAway(name)) continue;
    const { counts, known: named } = tally(accounts, (account) => facts(world, account).organization);
    const [first, most] = [...counts][0] ?? [null, 0];
    const ones = named >= NAMED * accounts.length && most >= MOSTLY * named;
    const rare = outKnown >= LEAST_KNOWN && (out.get(domain) ?? 0) <= OWN_DOMAIN * outKnown;
    if (ones || rare || oneHouse(scene, accounts)) own.set(name, first);
  }
  return own;
}

/** Whether most accounts of a domain have one card or one place, as far as they share any: colleagues, whose firm may be large. */
function oneHouse({ world }: Scene, accounts: readonly number[]): boolean {
  return (['payment_fingerprint', 'address_block', 'signup_block'] as const).some(
    (kind) => mostAlike(world, accounts, new Set([kind])) >= HOUSE * accounts.length,
  );
}

function extractionOf({ world, group }: Scene): number {
  const { capabilities } = profileOf(world, accountsOf(group), group.harvest);
  return (capabilities[EXTRACTION] as number) / Math.max(1, sum(capabilities));
}

/**
 * How far nothing contradicts that the members are who they say they are, 0 to 1: not cards that go across customers, nor
 * cards without a bank, nor other people's reasoning, nor bans that new accounts follow, nor questions for hidden reasoning.
 */
export function uncontradicted(scene: Scene): number {
  return (
    (1 - clamp((opennessOf(scene).crossed / scene.group.members.length - 0.05) / 0.3, 0, 1)) * unhidden(scene)
  );
}

/** The same but for cards that go across customers: where one card is everybody's, somebody else pays for them. */
export function unhidden(scene: Scene): number {
  const { anonymous, cardKinds, replaying, banned, extraction } = opennessOf(scene);
  const size = scene.group.members.length;
  const doubt = (value: number, from: number, to: number) => 1 - clamp((value - from) / (to - from), 0, 1);
  return (
    doubt(anonymous / Math.max(4, cardKinds), 0.4, 0.8) *
    doubt(replaying / size, 0.05, 0.25) *
    doubt(banned / size, 0.1, 0.3) *
    doubt(extraction, 0.1, 0.4)
  );
}
