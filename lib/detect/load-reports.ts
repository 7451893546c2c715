import type { PoolClient } from 'pg';
import { receivedHits } from '@/lib/db/received-hits';
import { indicatorKey } from '@/lib/model/hash';
import { INDICATOR_KINDS, type IndicatorKind } from '@/lib/model/indicator';
import type { Report, Snapshot } from './snapshot';

/** Ingest keeps reports under our own kinds; a thing seen in traffic may as well have been seen at sign-up. */
const ALSO: Partial<Record<string, IndicatorKind>> = {
  address_block: 'signup_block',
  asn: 'signup_asn',
  device: 'signup_device',
  ja4: 'signup_ja4',
  reasoning_ref: 'reasoning_issued',
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
 * A report whose validity has ended says nothing. A BIN is compared whatever its kind and country.
 */
export async function loadReports(tx: PoolClient, world: Snapshot): Promise<Report[]> {
  const { rows } = await tx.query<Row>(
    `SELECT kind, value, source, confidence, note FROM shared_indicator
      WHERE stix_id = '' AND (valid_until IS NULL OR valid_until > $1) ORDER BY kind, value, source`,
    [new Date(world.until)],
  );
  const received = await loadReceived(tx, world);
  if (rows.length === 0) return received;
  const keys: bigint[] = [];
  const places: number[] = [];
  rows.forEach(({ kind, value }, i) => {
    for (const own of kindsOf(kind)) {
      keys.push(indicatorKey(own, value));
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
  const reported = new Map<string, number[]>();
  rows.forEach(({ kind, value }, i) => {
    if (kind === 'payment_bin') reported.set(value, [...(reported.get(value) ?? []), i]);
  });
  world.accounts.forEach(({ paymentBin }, at) => {
    for (const i of paymentBin === null ? [] : (reported.get(paymentBin) ?? [])) holders[i]?.add(at);
  });
  const told = rows.map(({ kind, value, source, confidence, note }, i) => ({
    kind,
    value,
    source: source || null,
    confidence: confidence === null ? null : confidence / 100,
    note,
    accounts: [...(holders[i] as Set<number>)].sort((a, b) => a - b),
  }));
  return [...told, ...received];
}

/**
 * Indicators of STIX, each once however many ways there are to match it. What is compared more coarsely than it was shared counts
 * for less, unless some account matches it exactly.
 */
async function loadReceived(tx: PoolClient, world: Snapshot): Promise<Report[]> {
  const { rows } = await tx.query<
    Row & { stix_id: string; tlp: string | null; exact: boolean; accounts: string[] }
  >(
    `WITH ${receivedHits()}
     SELECT h.source, h.stix_id, o.kind, o.value, o.confidence, o.note, o.tlp, bool_or(h.exact) AS exact,
            array_agg(h.account_key ORDER BY h.account_key) AS accounts
       FROM received_hit h
       JOIN LATERAL (SELECT kind, value, confidence, note, tlp FROM shared_indicator s
                      WHERE s.source = h.source AND s.stix_id = h.stix_id ORDER BY s.way, s.indicator_key LIMIT 1) o ON true
      GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2`,
    [new Date(world.until)],
  );
  if (rows.length === 0) return [];
  const position = new Map(world.accounts.map((account, i) => [account.key, i]));
  return rows.map(({ kind, value, source, stix_id, confidence, note, tlp, exact, accounts }) => ({
    kind,
    value,
    source,
    confidence: confidence === null ? null : confidence / 100,
    note,
    stixId: stix_id,
    tlp,
    coarse: !exact,
    accounts: accounts.flatMap((key) => position.get(BigInt(key)) ?? []).sort((a, b) => a - b),
  }));
}

function kindsOf(kind: string): IndicatorKind[] {
  const also = ALSO[kind];
  return [...INDICATOR_KINDS.filter((own) => own === kind), ...(also ? [also] : [])];
}
