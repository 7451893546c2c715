import type { PoolClient } from 'pg';
import { indicatorKey } from '@/lib/model/hash';
import type { IndicatorKind } from '@/lib/model/indicator';
import type { Exchanges } from './exchanges';
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
  const shared = sharedAtRegistration(accounts);
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

/** Most values of registration are one account's own: of those only who has them is noted. */
function sharedAtRegistration(accounts: readonly LoadedAccount[]): SharedValue[] {
  const holders = new Map<IndicatorKind, Map<string, number | SharedValue>>();
  const shared: SharedValue[] = [];
  accounts.forEach(({ identity }, at) => {
    for (const [kind, value] of identity) {
      let ofKind = holders.get(kind);
      if (!ofKind) {
        ofKind = new Map();
        holders.set(kind, ofKind);
      }
      const held = ofKind.get(value);
      if (held === undefined) ofKind.set(value, at);
      else if (typeof held === 'object') held.accounts.push(at);
      else {
        const one = { kind, key: indicatorKey(kind, value), value, accounts: [held, at] };
        ofKind.set(value, one);
        shared.push(one);
      }
    }
  });
  return shared;
}

/**
 * Hidden reasoning blocks that some account presented without having been issued them, and another was issued or presented. Those
 * accounts are looked for first: nearly all blocks have one holder, and to put the holders of each together takes half a minute
 * at twelve million.
 */
export function loadBlocks(
  tx: PoolClient,
  until: number,
  position: ReadonlyMap<bigint, number>,
): Promise<SharedBlock[]> {
  const taken = `SELECT DISTINCT block_key FROM reasoning_block WHERE presented_at <= $1 AND (issued_at IS NULL OR issued_at > $1)`;
  return blocksAmong(tx, until, position, taken);
}

/** As {@link loadBlocks}, of blocks that one of the accounts in the temporary table `active` presented and was never issued; by index. */
export function loadTaken(
  tx: PoolClient,
  until: number,
  position: ReadonlyMap<bigint, number>,
): Promise<SharedBlock[]> {
  const taken = `SELECT DISTINCT b.block_key FROM active v JOIN reasoning_block b ON b.account_key = v.account_key
                  WHERE b.presented_at <= $1 AND b.issued_at IS NULL`;
  return blocksAmong(tx, until, position, taken);
}

async function blocksAmong(
  tx: PoolClient,
  until: number,
  position: ReadonlyMap<bigint, number>,
  taken: string,
): Promise<SharedBlock[]> {
  const { rows } = await tx.query<{
    block_key: bigint;
    issuers: string[] | null;
    presenters: string[] | null;
  }>(
    `WITH taken AS MATERIALIZED (${taken})
     SELECT block_key, array_agg(account_key) FILTER (WHERE issued_at <= $1) AS issuers,
            array_agg(account_key) FILTER (WHERE presented_at <= $1) AS presenters
       FROM taken JOIN reasoning_block USING (block_key) WHERE issued_at <= $1 OR presented_at <= $1
      GROUP BY block_key HAVING count(*) > 1 ORDER BY block_key`,
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

const RELEASE_REACH = 48 * 3_600_000;

/** Traffic in the 48 hours after each release that fell into the window. */
export async function loadReleases(
  tx: PoolClient,
  since: number,
  until: number,
  exchanges: Exchanges,
): Promise<Release[]> {
  const { rows: models } = await tx.query<{ key: bigint; name: string; released_at: Date }>(
    'SELECT key, name, released_at FROM model WHERE released_at > $1 AND released_at <= $2 ORDER BY released_at, key',
    [new Date(since), new Date(until)],
  );
  return models.map(({ key, name, released_at }) => {
    const at = released_at.getTime();
    const model = exchanges.models.find(key);
    const byAccount: Release['byAccount'] = new Map();
    for (let account = 0; account + 1 < exchanges.from.length; account++) {
      let [moved, all] = [0, 0];
      for (let i = exchanges.from[account] as number; i < (exchanges.from[account + 1] as number); i++) {
        const time = exchanges.at[i] as number;
        if (time < at * 1000 || time >= (at + RELEASE_REACH) * 1000) continue;
        all++;
        // Of a model that nobody used there is no number.
        if (model !== 0 && exchanges.model[i] === model) moved++;
      }
      if (all > 0) byAccount.set(account, { moved, all });
    }
    return { model: name, at, byAccount };
  });
}
