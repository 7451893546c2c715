import type { PoolClient } from 'pg';
import { indicatorKey } from '@/lib/model/hash';
import type { IndicatorKind } from '@/lib/model/indicator';
import type { LoadedAccount } from './load-accounts';
import type { Release, SharedBlock, SharedValue } from './snapshot';

/** Kinds that traffic shows; those of registration come with the account. */
const TRAFFIC_KINDS: readonly IndicatorKind[] = [
  'address_block',
  'asn',
  'device',
  'ja4',
  'user_agent',
  'api_key',
];

/** Every value that at least two active accounts share, of registration and of traffic, ordered by key. */
export async function loadShared(
  tx: PoolClient,
  until: number,
  accounts: readonly LoadedAccount[],
  position: ReadonlyMap<bigint, number>,
): Promise<SharedValue[]> {
  const values = new Map<string, SharedValue>();
  accounts.forEach(({ identity }, at) => {
    for (const [kind, value] of identity) {
      const name = `${kind}\0${value}`;
      const held = values.get(name);
      if (held) held.accounts.push(at);
      else values.set(name, { kind, key: indicatorKey(kind, value), value, accounts: [at] });
    }
  });
  const shared = [...values.values()].filter((value) => value.accounts.length > 1);
  const { rows } = await tx.query<{ key: bigint; kind: IndicatorKind; value: string; accounts: bigint[] }>(
    `SELECT i.key, i.kind, i.value, array_agg(r.account_key) AS accounts
       FROM account_indicator r
       JOIN active v ON v.account_key = r.account_key
       JOIN indicator i ON i.key = r.indicator_key
      WHERE r.first_seen <= $1 AND i.kind = ANY($2)
      GROUP BY i.key, i.kind, i.value HAVING count(*) > 1`,
    [new Date(until), TRAFFIC_KINDS],
  );
  for (const row of rows) {
    const members = row.accounts.map((key) => position.get(BigInt(key)) as number).sort((a, b) => a - b);
    shared.push({ kind: row.kind, key: row.key, value: row.value, accounts: members });
  }
  return shared.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** Hidden reasoning blocks that some account presented and another was issued or presented too. */
export async function loadBlocks(
  tx: PoolClient,
  until: number,
  position: ReadonlyMap<bigint, number>,
): Promise<SharedBlock[]> {
  const { rows } = await tx.query<{
    block_key: bigint;
    issuers: string[] | null;
    presenters: string[] | null;
  }>(
    `SELECT block_key, array_agg(account_key) FILTER (WHERE issued_at <= $1) AS issuers,
            array_agg(account_key) FILTER (WHERE presented_at <= $1) AS presenters
       FROM reasoning_block WHERE issued_at <= $1 OR presented_at <= $1
      GROUP BY block_key
     HAVING count(*) > 1 AND count(*) FILTER (WHERE presented_at <= $1) > 0
      ORDER BY block_key`,
    [new Date(until)],
  );
  const positions = (keys: string[] | null) =>
    (keys ?? []).flatMap((key) => position.get(BigInt(key)) ?? []).sort((a, b) => a - b);
  return rows.map((row) => ({
    key: row.block_key,
    issuers: positions(row.issuers),
    presenters: positions(row.presenters),
  }));
}

const RELEASE_REACH = '48 hours';

/** Traffic in the 48 hours after each release that fell into the window. */
export async function loadReleases(
  tx: PoolClient,
  since: number,
  until: number,
  position: ReadonlyMap<bigint, number>,
): Promise<Release[]> {
  const { rows: models } = await tx.query<{ key: bigint; name: string; released_at: Date }>(
    'SELECT key, name, released_at FROM model WHERE released_at > $1 AND released_at <= $2 ORDER BY released_at, key',
    [new Date(since), new Date(until)],
  );
  const releases: Release[] = [];
  for (const model of models) {
    const { rows } = await tx.query<{ account_key: bigint; moved: number; all: number }>(
      `SELECT account_key, count(*) FILTER (WHERE model_key = $1)::int AS moved, count(*)::int AS all
         FROM exchange WHERE occurred_at >= $2 AND occurred_at < $2::timestamptz + $4::interval AND occurred_at <= $3
        GROUP BY account_key`,
      [model.key, model.released_at, new Date(until), RELEASE_REACH],
    );
    const byAccount = new Map(
      rows.flatMap((row) => {
        const at = position.get(row.account_key);
        return at === undefined ? [] : [[at, { moved: row.moved, all: row.all }] as const];
      }),
    );
    releases.push({ model: model.name, at: model.released_at.getTime(), byAccount });
  }
  return releases;
}
