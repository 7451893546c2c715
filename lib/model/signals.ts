// The closed list of signals in words, apart from their code, so that the browser can have it (lib/detect/signals holds each to it).

/** Which way a signal can speak. */
export type Side = 'for' | 'against' | 'both';

export interface SignalWords {
  /** Its name as a person would say it. */
  title: string;
  about: 'coordination' | 'extraction';
  side: Side;
  /** What it looks at, in a sentence. */
  what: string;
  /** The null model or base rate that it is measured against, and where that is from. */
  base: string;
}

const speaksFor = (about: SignalWords['about'], title: string, what: string, base: string): SignalWords => ({
  title,
  about,
  side: 'for',
  what,
  base,
});
const speaksAgainst = (title: string, what: string, base: string): SignalWords => ({
  title,
  about: 'coordination',
  side: 'against',
  what,
  base,
});

const NONE = 'none is measured';

/** Every signal by its name, in the order in which they are shown. */
export const SIGNAL_WORDS = {
  'shared-payment': speaksFor(
    'coordination',
    'Shared cards',
    'One card pays for several accounts.',
    'How often two other accounts share any card, in the same data. Advisory AA26-251A; SynchroTrap (CCS 2014).',
  ),
  'card-issuer': speaksFor(
    'coordination',
    'Card issuer',
    'The cards are of one issuer, or mostly virtual or prepaid.',
    'The cards of other customers, so that an issuer whom many have says nothing. Report of September 2026.',
  ),
  'scaffold-families': speaksFor(
    'coordination',
    'Shared scaffolds',
    'Prompts are built from the same scaffolds.',
    'Other accounts that send any of them as often. Report of February 2026; FRAUDAR (KDD 2016).',
  ),
  'common-repertoire': speaksFor(
    'coordination',
    'Common repertoire',
    'The same accounts use all of several scaffolds.',
    'Other accounts that use as many of them. CopyCatch (WWW 2013).',
  ),
  'program-vector': speaksFor(
    'coordination',
    'One program',
    'Requests have the same parameters and tools.',
    'Other accounts that use exactly that combination. Report of September 2026.',
  ),
  'acting-together': speaksFor(
    'coordination',
    'Acting together',
    'The same prompts within a minute, again and again.',
    'Each account at any other moment of the same hours. SynchroTrap (CCS 2014).',
  ),
  'load-balancing': {
    title: 'Dealt-out sessions',
    about: 'coordination',
    side: 'both',
    what: 'Accounts are used so evenly that somebody deals sessions out to them; used unevenly, they are people’s.',
    base: 'Random groups of other customers. Of 1,800 groups of real API clients (ServeGen) 2 are as even.',
  },
  'common-clock': speaksFor(
    'coordination',
    'Common clock',
    'Sessions begin together at times that no habit explains.',
    'The accounts’ own days exchanged. Marks 2 of 1,225 groups of real API clients (ServeGen).',
  ),
  'co-start': speaksFor(
    'coordination',
    'Begin and stop together',
    'This kind of request begins and ends in all accounts at once.',
    'Each account’s stretch anywhere within its use, 40 draws. CopyCatch (WWW 2013).',
  ),
  'woken-together': speaksFor(
    'coordination',
    'First used at once',
    'Accounts made at different times lie unused until all are taken into use within hours.',
    'First uses of as many other customers who had an account before, 60 draws. ChinaTalk on account merchants.',
  ),
  'around-the-clock': speaksFor(
    'coordination',
    'Around the clock',
    'The accounts do not rest as people do.',
    'Random groups of other customers, 60 draws. Simulated worlds by three authors.',
  ),
  handover: speaksFor(
    'coordination',
    'Handover',
    'When one account is limited or banned, others take over at once.',
    'That nothing happens at that moment (sign test). Advisory AA26-251A.',
  ),
  'registration-burst': speaksFor(
    'coordination',
    'Registered together',
    'Accounts were made within minutes of each other, or at even intervals.',
    'As many other accounts drawn at random, 60 times. Advisory AA26-251A.',
  ),
  'email-pattern': speaksFor(
    'coordination',
    'Addresses named alike',
    'E-mail addresses have one form, domain or count.',
    'The addresses of other customers. Advisory AA26-251A.',
  ),
  ramp: speaksFor(
    'coordination',
    'Full rate from the first day',
    'New accounts are as busy on their first day as later.',
    'Other accounts made in the window. Advisory AA26-251A.',
  ),
  'plan-usage': speaksFor(
    'extraction',
    'Unusual use for the plan',
    'Busier than nine in ten customers of the plan, or near its limit.',
    'Customers on the same plan. Advisory AA26-251A.',
  ),
  'shared-infrastructure': speaksFor(
    'coordination',
    'Shared infrastructure',
    'Accounts share address blocks, devices, keys or clients.',
    'The share of other accounts that have the value. Hubs measured on Hop sybil data.',
  ),
  'reasoning-reuse': speaksFor(
    'coordination',
    'Reasoning handed on',
    'Accounts present hidden reasoning that another was issued.',
    'Other accounts that present a block somebody else holds. arXiv 2608.09867.',
  ),
  'single-purpose': speaksFor(
    'coordination',
    'Used for nothing else',
    'Accounts do little but ask for hidden reasoning.',
    'Other accounts used so; of 101,528 public prompts the label marks 5 falsely.',
  ),
  succession: speaksFor(
    'coordination',
    'Succession',
    'New accounts take up the work within hours of bans.',
    'Beginning at any time, or as others sign up (binomial). Reports of February and September 2026.',
  ),
  'reported-elsewhere': speaksFor(
    'coordination',
    'Reported by others',
    'Members show what another provider reported.',
    'Other accounts that show it. Its quality is the source’s, so it never weighs more than 2.5.',
  ),
  'release-pivot': speaksFor(
    'coordination',
    'Move to a new model',
    'Traffic moves within 48 hours of a release.',
    'Comparable customers in the same hours. Report of February 2026.',
  ),
  'capability-concentration': speaksFor(
    'extraction',
    'Few capabilities',
    'The harvest goes for few capabilities.',
    'The mix of peers on the same plans. Report of February 2026.',
  ),
  'probe-then-exploit': speaksFor(
    'extraction',
    'Probe, then exploit',
    'Wordings are tried until some pass, then used at scale.',
    'Refusals as likely early as late. Report of September 2026.',
  ),
  'scaffolded-volume': speaksFor(
    'extraction',
    'Volume through scaffolds',
    'Much goes through the same scaffolds with ever new payloads.',
    'A typical peer’s whole traffic. Report of February 2026.',
  ),
  'content-windows': speaksFor(
    'extraction',
    'Unusual content',
    'What is asked differs from ordinary traffic as a whole.',
    'Single customers and random groups of them. MMD on windows of prompts (arXiv 2606.05725).',
  ),
  dedication: {
    title: 'Dedication',
    about: 'extraction',
    side: 'both',
    what: 'Accounts do little else than the harvest; where they do, it speaks against.',
    base: 'Contributors of popular prompts, who use a shared one a few times among many others.',
  },
  'one-organization': speaksAgainst(
    'One organization',
    'The accounts say themselves that they belong together.',
    `${NONE}; how openly it is shown decides.`,
  ),
  'one-house': speaksAgainst(
    'One house',
    'One card for all at one address: a firm or a sponsor.',
    `${NONE}.`,
  ),
  'several-houses': speaksAgainst(
    'Several houses',
    'The group falls apart into customers with several accounts each.',
    `${NONE}.`,
  ),
  campus: speaksAgainst('A class', 'Education accounts of one domain.', `${NONE}; it explains only a part.`),
  'contract-reseller': speaksAgainst(
    'Contract reseller',
    'Accounts of one contract partner, who hands sessions out.',
    `${NONE}; verified partners weigh more.`,
  ),
  agency: speaksAgainst('Agency', 'One payer openly behind different products.', `${NONE}; at most 1.5.`),
  'verified-customers': speaksAgainst(
    'Verified customers',
    'Identity or organization of members was verified.',
    'The verified share of others. Report of September 2026; at most 2.',
  ),
  'declared-use': {
    ...speaksAgainst('Declared use', 'Most accounts said beforehand what this would be.', `${NONE}.`),
    about: 'extraction',
  },
  event: speaksAgainst(
    'An event',
    'People who meet one task, prompt or hackathon at one time.',
    `${NONE}; at most 2.5.`,
  ),
  sitting: speaksAgainst('A sitting', 'A workshop or exam: one place, one sitting.', `${NONE}; at most 2.5.`),
  'public-template': speaksAgainst(
    'Public template',
    'Shared content that anyone may have.',
    'Unrelated accounts that send it. Cookbook templates and popular prompts by 721 contributors.',
  ),
  'popular-client': speaksAgainst(
    'Popular client',
    'Everything shared comes with one client.',
    'Unrelated accounts that use it. Report of September 2026.',
  ),
  'shared-egress': speaksAgainst(
    'Shared exit',
    'The common address is a way out for many.',
    'Unrelated accounts behind the same block. Hubs measured on Hop sybil data.',
  ),
  'separate-customers': speaksAgainst(
    'Customers of their own',
    'Each names another organization or has a product of its own.',
    `${NONE}.`,
  ),
  'own-hours': speaksAgainst(
    'Human hours',
    'The accounts rest as people rest.',
    'Any hour as likely. Of 367 simulated honest groups 61% keep hours, of 261 parts of operations 16%.',
  ),
  'no-other-ties': speaksAgainst(
    'No other ties',
    'They send alike and share nothing else.',
    'The share of others with such a tie to anybody, in the same data.',
  ),
  'one-payer': speaksAgainst(
    'One payer',
    'One card for people who have nothing else in common: they are only watched.',
    'The share of others that share such a thing with anybody. Assumed, not fitted.',
  ),
  'unknown-holders': speaksAgainst(
    'Unknown holders',
    'Nothing is recorded of who holds the accounts: they are only watched.',
    'None: it is a gap in the records.',
  ),
  'long-standing': speaksAgainst(
    'Long-standing accounts',
    'Made over a long time and older than the activity.',
    'Published operations registered in bulk (advisory AA26-251A).',
  ),
} as const satisfies Record<string, SignalWords>;

export type SignalName = keyof typeof SIGNAL_WORDS;
export const SIGNAL_NAMES = Object.keys(SIGNAL_WORDS) as SignalName[];

/** A signal's words; null for a name of another version. */
export function signalWords(name: string): SignalWords | null {
  return (SIGNAL_WORDS as Record<string, SignalWords>)[name] ?? null;
}
