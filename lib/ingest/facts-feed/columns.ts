import { ACCOUNT_STATUSES, PATHWAYS, VERIFICATIONS } from '@/lib/model/records';

/** What a cell of a feed of accounts can say: fields of the contract, and what is turned into some before it is kept. */
export const COLUMNS = {
  // A table with both has `id` for its rows.
  id: ['account_id', 'id', 'user_id', 'account', 'uid', 'external_id', 'account_uuid', 'user'],
  created_at: [
    'created',
    'creation_date',
    'creation_time',
    'signup_at',
    'signup_date',
    'sign_up_date',
    'signed_up_at',
    'registered_at',
    'registration_date',
    'registration_time',
  ],
  as_of: ['updated_at', 'updated', 'observed_at', 'exported_at', 'last_modified', 'modified_at'],
  pathway: ['channel', 'access_path', 'access'],
  plan: ['plan_name', 'tier', 'subscription', 'subscription_plan'],
  rpm_limit: ['rpm', 'rate_limit', 'requests_per_minute', 'rate_limit_rpm'],
  country: ['country_code', 'account_country'],
  organization: [
    'organisation',
    'org',
    'org_name',
    'organization_name',
    'organisation_name',
    'company',
    'company_name',
  ],
  email: ['e_mail', 'mail', 'email_address', 'user_email', 'primary_email'],
  email_domain: ['mail_domain'],
  email_pattern: ['email_shape'],
  email_hash: ['hashed_email', 'email_sha256'],
  phone: ['phone_number', 'telephone', 'mobile', 'mobile_number', 'msisdn', 'tel'],
  phone_hash: ['hashed_phone', 'phone_sha256'],
  payment_fingerprint: ['instrument_fingerprint'],
  card_fingerprint: ['stripe_fingerprint', 'stripe_card_fingerprint'],
  payment_bin: ['bin', 'iin', 'card_bin', 'card_iin', 'payment_iin'],
  payment_country: ['card_country', 'issuer_country', 'bin_country'],
  payment_kind: ['card_funding', 'funding', 'payment_funding', 'payment_method', 'payment_type', 'card_kind'],
  signup_ip: ['sign_up_ip', 'registration_ip', 'signup_ip_address', 'created_ip', 'ip', 'ip_address'],
  signup_asn: ['asn', 'registration_asn', 'sign_up_asn'],
  device_id: ['device', 'visitor_id', 'signup_device', 'device_fingerprint'],
  ja4: ['signup_ja4', 'tls_ja4'],
  verified: ['verification', 'verification_level', 'kyc', 'kyc_level'],
  declared_use: ['use_case', 'usecase', 'intended_use', 'purpose'],
  status: ['account_status', 'state'],
  status_at: ['status_changed_at', 'banned_at', 'suspended_at', 'status_since'],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

/** A column, and how much a head is worth for it: of several heads for one the first in its list stands. */
export interface Named {
  column: Column;
  rank: number;
}

const BY_NAME: ReadonlyMap<string, Named> = new Map(
  (Object.entries(COLUMNS) as [Column, readonly string[]][]).flatMap(([column, names]) =>
    (names.includes(column) ? names : [column, ...names]).map(
      (name, rank) => [name, { column, rank }] as const,
    ),
  ),
);

/** `Sign-up IP` and `signUpIp` are one name: `sign_up_ip`. */
export function plainName(head: string): string {
  return head
    .trim()
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
}

const known = new Map<string, Named | null>();
const MOST_KNOWN = 1_000;

/** What a head names; null for one that says nothing here. */
export function columnOf(head: string): Named | null {
  let named = known.get(head);
  if (named === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    named = head.length > 200 ? null : (BY_NAME.get(plainName(head)) ?? null);
    known.set(head, named);
  }
  return named;
}

function wordsOf<const W extends string>(
  list: readonly W[],
  others: Readonly<Record<string, W>>,
): ReadonlyMap<string, W> {
  return new Map([...list.map((word) => [word as string, word] as const), ...Object.entries(others)]);
}

/** Closed lists, with other words for the same. Words that name no one of them say nothing. */
export const WORDS = {
  pathway: wordsOf(PATHWAYS, {
    web: 'console',
    chat: 'console',
    app: 'console',
    bedrock: 'cloud',
    vertex: 'cloud',
    azure: 'cloud',
    aws: 'cloud',
    gcp: 'cloud',
    edu: 'education',
    university: 'education',
    academic: 'research',
    partner: 'reseller',
    business: 'enterprise',
  }),
  verified: wordsOf(VERIFICATIONS, {
    no: 'none',
    false: 'none',
    unverified: 'none',
    mail: 'email',
    sms: 'phone',
    id: 'identity',
    kyc: 'identity',
    kyb: 'organization',
    business: 'organization',
    organisation: 'organization',
    company: 'organization',
  }),
  status: wordsOf(ACCOUNT_STATUSES, {
    enabled: 'active',
    ok: 'active',
    open: 'active',
    disabled: 'suspended',
    paused: 'suspended',
    locked: 'suspended',
    restricted: 'suspended',
    blocked: 'banned',
    terminated: 'banned',
  }),
} as const;
