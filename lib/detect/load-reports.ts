import type { PoolClient } from 'pg';
import { indicatorKey } from '@/lib/model/hash';
import { INDICATOR_KINDS, type IndicatorKind } from '@/lib/model/indicator';
import { addressBlock } from '@/lib/text/structure';
import type { Report, Snapshot } from './snapshot';

/** Names that other providers and STIX give to our kinds. */
const NAMES: Record<string, readonly IndicatorKind[]> = {
  asn: ['asn', 'signup_asn'],
  autonomous_system: ['asn', 'signup_asn'],
  address_block: ['address_block', 'signup_block'],
  ip: ['address_block', 'signup_block'],
  'ipv4-addr': ['address_block', 'signup_block'],
  'ipv6-addr': ['address_block', 'signup_block'],
  bin: ['payment_bin'],
  card: ['payment_fingerprint'],
  payment: ['payment_fingerprint'],
  domain: ['email_domain'],
  'domain-name': ['email_domain'],
  email: ['email_hash'],
  phone: ['phone_hash'],
  device: ['device', 'signup_device'],
  device_id: ['device', 'signup_device'],
  ja4: ['ja4', 'signup_ja4'],
  reasoning: ['reasoning_ref', 'reasoning_issued'],
};

interface Row {
  kind: string;
  value: string;
  source: string;
  confidence: number | null;
  note: string | null;
}

/**
 * What other providers shared and is still valid at the end of the window, with the active accounts that show it by then.
 * A report whose validity has ended says nothing. Values are compared in our own form: a single address by its block, a
 * BIN whatever its kind and country.
 */
export async function loadReports(tx: PoolClient, world: Snapshot): Promise<Report[]> {
  const { rows } = await tx.query<Row>(
    `SELECT kind, value, source, confidence, note FROM shared_indicator
      WHERE valid_until IS NULL OR valid_until > $1 ORDER BY kind, value, source`,
    [new Date(world.until)],
  );
  if (rows.length === 0) return [];
  const keys: bigint[] = [];
  const places: number[] = [];
  rows.forEach(({ kind, value }, i) => {
    for (const own of kindsOf(kind)) {
      keys.push(indicatorKey(own, ownForm(own, value)));
      places.push(i);
    }
  });
  const shown = await tx.query<{ place: number; account_key: bigint }>(
    `SELECT DISTINCT k.place, r.account_key
       FROM unnest($1::bigint[], $2::int[]) k(key, place) JOIN account_indicator r ON r.indicator_key = k.key
      WHERE r.first_seen <= $3`,
    [keys, places, new Date(world.until)],
  );
  const position = new Map(world.accounts.map((account, i) => [account.key, i]));
  const holders: Set<number>[] = rows.map(() => new Set());
  for (const { place, account_key } of shown.rows) {
    const at = position.get(account_key);
    if (at !== undefined) holders[place]?.add(at);
  }
  rows.forEach(({ kind, value }, i) => {
    if (!kindsOf(kind).includes('payment_bin')) return;
    world.accounts.forEach(({ paymentBin }, at) => {
      if (paymentBin === value) holders[i]?.add(at);
    });
  });
  return rows.map(({ kind, value, source, confidence, note }, i) => ({
    kind,
    value,
    source: source || null,
    confidence: confidence === null ? null : confidence / 100,
    note,
    accounts: [...(holders[i] as Set<number>)].sort((a, b) => a - b),
  }));
}

function kindsOf(kind: string): readonly IndicatorKind[] {
  const name = kind.toLowerCase();
  return NAMES[name] ?? INDICATOR_KINDS.filter((own) => own === name);
}

function ownForm(kind: IndicatorKind, value: string): string {
  if (kind === 'address_block' || kind === 'signup_block') return addressBlock(value) ?? value;
  return kind === 'asn' || kind === 'signup_asn' ? value.replace(/^as/i, '') : value;
}
