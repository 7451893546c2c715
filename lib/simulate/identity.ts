import type { AccountRecord, Pathway } from '@/lib/model/records';
import type { Random } from './random';

type Payment = NonNullable<AccountRecord['payment']>;

/** Where ordinary customers live, by weight. */
export const COUNTRIES = [
  ['US', 30],
  ['GB', 8],
  ['DE', 9],
  ['FR', 6],
  ['IN', 12],
  ['JP', 8],
  ['BR', 6],
  ['CA', 5],
  ['SG', 3],
  ['ES', 4],
  ['PL', 3],
  ['KR', 3],
  ['AU', 3],
  ['NG', 2],
] as const satisfies readonly (readonly [string, number])[];

const MAIL = [
  ['mail.example', 500],
  ['post.example', 180],
  ['inbox.example', 140],
  ['letters.example', 60],
  ['briefkasten.example', 30],
  ['devbox.example', 22],
  ['dropmail.example', 7],
  ['quickbox.example', 6],
  ['tenminute.example', 5],
] as const;

const SYLLABLES = [
  'an',
  'be',
  'chi',
  'da',
  'el',
  'fu',
  'ga',
  'ho',
  'in',
  'jo',
  'ka',
  'lu',
  'mi',
  'no',
  'ol',
  'pe',
  'ri',
  'sa',
  'to',
  'vi',
  'wen',
  'yu',
  'za',
];

function word(rng: Random, syllables: number): string {
  let text = '';
  for (let i = 0; i < syllables; i++) text += rng.pick(SYLLABLES);
  return rng.chance(0.4) ? text + rng.pick(['s', 'n', 't', 'r', 'ck', 'th']) : text;
}

/** The shape of a local part: the letters of its words as a, b, …, digits as 9. */
export function emailShape(local: string): string {
  let words = -1;
  let letter = false;
  let shape = '';
  for (const char of local.toLowerCase()) {
    const isLetter = char >= 'a' && char <= 'z';
    if (isLetter && !letter) words++;
    letter = isLetter;
    shape += isLetter
      ? String.fromCharCode(97 + Math.min(words, 25))
      : char >= '0' && char <= '9'
        ? '9'
        : char;
  }
  return shape;
}

/** What people choose when nobody tells them: names, nicknames, years. */
export function ordinaryEmail(rng: Random): { email_domain: string; email_pattern: string } {
  const first = word(rng, 2 + rng.int(2));
  const last = word(rng, 2 + rng.int(3));
  const local = rng.weighted([
    [`${first}.${last}`, 30],
    [`${first}${last}`, 18],
    [`${first}${rng.int(90) + 10}`, 16],
    [`${first.slice(0, 1)}${last}`, 10],
    [`${first}_${last}`, 6],
    [`${first}.${last}${rng.int(100)}`, 12],
    [`${first}${1960 + rng.int(48)}`, 8],
  ]);
  return { email_domain: rng.weighted(MAIL), email_pattern: emailShape(local) };
}

/** A firm's name and domain. */
export function firm(rng: Random): { organization: string; email_domain: string } {
  const name = word(rng, 2 + rng.int(2));
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  const suffix = rng.pick([
    'Labs',
    'Systems',
    'GmbH',
    'Works',
    'Software',
    'Health',
    'Logistics',
    'Studio',
    'Analytics',
    'Ltd',
  ]);
  return { organization: `${title} ${suffix}`, email_domain: `${name}${rng.int(900) + 100}.example` };
}

/** A person's own card from one of the country's banks, or one of the popular virtual cards, or a wallet. */
export function ordinaryPayment(country: string, rng: Random): Payment {
  const fingerprint = `pm_${rng.hex(16)}`;
  if (rng.chance(0.14))
    return {
      fingerprint,
      bin: rng.pick(VIRTUAL_BINS),
      country: rng.pick(['US', 'GB', country]),
      kind: 'virtual',
    };
  if (rng.chance(0.12)) return { fingerprint, country, kind: 'wallet' };
  const bank = rng.zipf(14);
  return {
    fingerprint,
    bin: `4${((bank * 7 + country.charCodeAt(0) * 100 + country.charCodeAt(1)) % 90000) + 10000}`,
    country,
    kind: rng.pick(['debit', 'credit']),
  };
}

/** Issuers of virtual cards that many unrelated people use. */
export const VIRTUAL_BINS = ['539012', '428837', '516730'] as const;

export function phoneHash(rng: Random): string {
  return `ph_${rng.hex(20)}`;
}

export function emailHash(rng: Random): string {
  return `em_${rng.hex(20)}`;
}

/** Plan and rate limit that accounts of a pathway have. */
export function planOf(pathway: Pathway, rng: Random): { plan: string; rpm_limit: number } {
  switch (pathway) {
    case 'console':
      return rng.pick([
        { plan: 'free', rpm_limit: 5 },
        { plan: 'plus', rpm_limit: 20 },
        { plan: 'max', rpm_limit: 50 },
      ]);
    case 'education':
      return { plan: 'campus', rpm_limit: 20 };
    case 'research':
      return { plan: 'academic', rpm_limit: rng.pick([50, 200]) };
    case 'reseller':
      return { plan: 'partner', rpm_limit: 500 };
    case 'enterprise':
      return { plan: 'enterprise', rpm_limit: 200 };
    default:
      return {
        plan: rng.weighted([
          ['build', 60],
          ['scale', 25],
          ['pay-as-you-go', 15],
        ]),
        rpm_limit: rng.pick([50, 50, 200, 1000]),
      };
  }
}

/** Domain of a university or institute; many have been used by thousands of people. */
export function campusDomain(rng: Random): string {
  return `${rng.pick(['students', 'mail', 'alumni', 'dept'])}.${rng.pick(['northfield', 'eastmere', 'kolding', 'saltholm', 'vega', 'tarn', 'quillon', 'umbria', 'westhaven', 'lindow'])}.example`;
}
