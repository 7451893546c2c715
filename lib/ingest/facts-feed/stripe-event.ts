import { isStorable } from '@/lib/ingest/storable';
import type { Hasher } from './hash';
import { FROM, type Prepared, prepareAccount } from './prepare';

/** What an event of Stripe tells of an account. */
export interface StripeFacts {
  /** Seconds since 1970 of what happened. */
  at: number;
  customer: string | null;
  /** The account that the metadata names. */
  account: string | null;
  /** Charges and payment intents it speaks of, by which later events find the account. */
  refs: string[];
  /** Facts as they may be kept, but for the id of the account. */
  facts: Omit<Prepared, 'type' | 'id'> | null;
  /** Why the payment of the account is another, or looked at differently. */
  changed: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** The types that tell something; all others are ignored. */
export const STRIPE_TYPES = [
  'customer.created',
  'customer.updated',
  'payment_method.attached',
  'charge.succeeded',
  'charge.failed',
  'review.opened',
  'radar.early_fraud_warning.created',
  'charge.dispute.created',
] as const;
type StripeType = (typeof STRIPE_TYPES)[number];

/** What an event tells; null for one of a type that tells nothing here, or without its object. Pure. `accountKey`: see the settings of the endpoint. */
export function readStripeEvent(event: Fields, accountKey: string, hash: Hasher): StripeFacts | null {
  const { type, created } = event;
  const object = fieldsOf(fieldsOf(event.data).object);
  const known = STRIPE_TYPES.find((one) => one === type);
  if (!known || typeof object.id !== 'string' || typeof created !== 'number') return null;
  const raw = rawOf(known, object);
  const time = { as_of: created, ...(raw && 'card_fingerprint' in raw ? { payment_at: created } : {}) };
  const { type: _, id: __, left_out: ___, ...facts } = prepareAccount({ id: '-', ...raw, ...time }, hash);
  return {
    at: created,
    customer: known.startsWith('customer.') ? idOf(object.id) : idOf(object.customer),
    account: named(fieldsOf(object.metadata)[accountKey]),
    refs: [
      known.startsWith('charge.') && object.object === 'charge' ? object.id : object.charge,
      object.payment_intent,
    ].flatMap((ref) => idOf(ref) ?? []),
    facts: raw && withSource(facts),
    changed: changeOf(known, object),
  };
}

function withSource(facts: Fields): Fields {
  const { derived, payment } = facts as { derived?: Record<string, string>; payment?: unknown };
  const own = payment ? { payment_fingerprint: FROM.stripe } : {};
  const all = { ...derived, ...own };
  return Object.keys(all).length > 0 ? { ...facts, derived: all } : facts;
}

/** The cells of a feed of accounts that an object fills. */
function rawOf(type: StripeType, object: Fields): Fields | null {
  switch (type) {
    case 'customer.created':
    case 'customer.updated':
      return { email: object.email, phone: object.phone, country: fieldsOf(object.address).country };
    case 'payment_method.attached':
      return instrumentOf(object);
    case 'charge.succeeded':
    case 'charge.failed':
      return instrumentOf(fieldsOf(object.payment_method_details));
    default:
      return null;
  }
}

function instrumentOf(method: Fields): Fields | null {
  const { type } = method;
  if (typeof type !== 'string') return null;
  const { fingerprint, iin, country, funding } = fieldsOf(method[type]);
  if (typeof fingerprint !== 'string' || fingerprint === '') return null;
  const kind = typeof funding === 'string' && funding !== 'unknown' ? funding : type;
  return { card_fingerprint: fingerprint, payment_bin: iin, payment_country: country, payment_kind: kind };
}

function changeOf(type: StripeType, object: Fields): string | null {
  const because = (word: unknown) =>
    typeof word === 'string' && /^[a-z_]{1,60}$/.test(word) ? `: ${word}` : '';
  switch (type) {
    case 'payment_method.attached':
      return `A means of payment was added at Stripe${because(object.type)}.`;
    case 'review.opened':
      return `Stripe holds a payment for review${because(object.reason)}.`;
    case 'radar.early_fraud_warning.created':
      return `The issuer warns of fraud${because(object.fraud_type)}.`;
    case 'charge.dispute.created':
      return `A payment is disputed${because(object.reason)}.`;
    default:
      return null;
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

/** An id of Stripe, also of an object that stands in its place. */
function idOf(value: unknown): string | null {
  const id = typeof value === 'string' ? value : fieldsOf(value).id;
  return typeof id === 'string' && /^\w{1,100}$/.test(id) ? id : null;
}

function named(value: unknown): string | null {
  const id = typeof value === 'string' ? value.trim() : '';
  return id !== '' && id.length <= 200 && isStorable(id) ? id : null;
}
