import type { PoolClient } from 'pg';
import { getPool, transaction } from '@/lib/db/pool';
import type { OrderKind } from '@/lib/model/decision';
import { holdOrders, summarize } from './summarize';

/** An order that waits for a target. */
export interface DueOrder {
  id: string;
  seq: bigint;
  account_key: bigint;
  account_id: string;
  kind: OrderKind;
  reason: string;
  test: boolean;
  attempts: number;
  due_at: Date;
  actor_name: string;
  decided_at: Date;
  campaign_id: string | null;
  batch_id: string | null;
}

/** What the words of an order are made of. */
export const ORDER_FACTS = `
  o.id, d.seq, d.account_key, o.account_id, o.kind, o.reason, d.test, d.attempts, o.batch_id,
  c.actor_name, c.decided_at, c.campaign_id`;

/**
 * Accounts with an order that is due at a target, the longest due first; one may come twice. `busy` ones are left out. A single
 * scan of the index of what is due: the outbox is empty one moment and holds twenty thousand the next, and no plan for a join
 * outlives that.
 */
export async function dueAccounts(
  targetId: string,
  now: Date,
  busy: readonly bigint[],
  limit: number,
): Promise<bigint[]> {
  const { rows } = await getPool().query<{ account_key: bigint }>(
    `SELECT account_key FROM order_delivery
      WHERE target_id = $1 AND status = 'pending' AND due_at <= $2 AND account_key <> ALL($3::bigint[])
      ORDER BY due_at, seq LIMIT $4`,
    [targetId, now, busy, limit],
  );
  return rows.map(({ account_key }) => account_key);
}

/** Accounts with an order that has no place yet in the list of a pull target, in the order of their transactions. */
export async function unpublishedAccounts(targetId: string, limit: number): Promise<bigint[]> {
  const { rows } = await getPool().query<{ account_key: bigint }>(
    `SELECT account_key FROM order_delivery
      WHERE target_id = $1 AND status = 'pending' AND position IS NULL ORDER BY seq LIMIT $2`,
    [targetId, limit],
  );
  return rows.map(({ account_key }) => account_key);
}

/** Everything that waits for a target of these accounts, by account, the oldest first. */
export async function waitingOrders(targetId: string, accounts: readonly bigint[]): Promise<DueOrder[][]> {
  const { rows } = await getPool().query<DueOrder>(
    // The status is asked for so that the index of accounts is used and not that of everything that waits.
    `SELECT ${ORDER_FACTS}, d.due_at
       FROM order_delivery d JOIN enforcement_order o ON o.id = d.order_id JOIN decision c ON c.id = o.decision_id
      WHERE d.account_key = ANY($2::bigint[]) AND d.target_id = $1 AND d.status || '' = 'pending'
      ORDER BY d.seq`,
    [targetId, accounts],
  );
  const waiting = new Map<bigint, DueOrder[]>(accounts.map((account) => [account, []]));
  for (const row of rows) waiting.get(row.account_key)?.push(row);
  return [...waiting.values()];
}

/** When the next order that waits for a target is due; null when none waits. */
export async function nextDue(targetId: string): Promise<Date | null> {
  const { rows } = await getPool().query<{ due_at: Date }>(
    "SELECT due_at FROM order_delivery WHERE target_id = $1 AND status = 'pending' ORDER BY due_at, seq LIMIT 1",
    [targetId],
  );
  return rows[0]?.due_at ?? null;
}

/**
 * Gives the orders that wait for a pull target their places in its list, in the order of their transactions. Only one that is
 * over has its order seen here, and places are given one transaction after the other: whoever has read up to a place has missed
 * nothing before it. Answers how many.
 */
export async function publishOrders(targetId: string, limit: number): Promise<number> {
  return transaction(async (tx) => {
    const { rows } = await tx.query<{ published: bigint }>(
      'SELECT published FROM target WHERE id = $1 FOR UPDATE',
      [targetId],
    );
    const last = rows[0]?.published;
    if (last === undefined) return 0;
    const { rowCount } = await tx.query(
      `UPDATE order_delivery d SET position = $2::bigint + n.place
         FROM (SELECT account_key, seq, row_number() OVER (ORDER BY seq) AS place
                 FROM (SELECT account_key, seq FROM order_delivery
                        WHERE target_id = $1 AND status = 'pending' AND position IS NULL ORDER BY seq LIMIT $3) p) n
        WHERE d.target_id = $1 AND d.account_key = n.account_key AND d.seq = n.seq`,
      [targetId, last, limit],
    );
    if (rowCount) {
      await tx.query('UPDATE target SET published = published + $2 WHERE id = $1', [targetId, rowCount]);
    }
    return rowCount ?? 0;
  });
}

/**
 * Drops up to `limit` orders that wait for a target that was taken away. Those that have no other wait for one again.
 * Answers how many.
 */
export async function dropOrders(targetId: string, limit: number): Promise<number> {
  return transaction(async (tx) => {
    const ids = await pick(tx, targetId, 'pending', limit);
    await holdOrders(tx, ids);
    await tx.query(
      "DELETE FROM order_delivery WHERE target_id = $1 AND order_id = ANY($2) AND status = 'pending'",
      [targetId, ids],
    );
    await summarize(tx, ids);
    return ids.length;
  });
}

/** What a dead letter says when something newer was ordered about its account since. */
export const NO_REPLAY = 'Something newer was ordered about this account since: this is not sent any more.';

/**
 * Makes dead letters pending again, from the first attempt; one about whose account something newer was ordered is superseded
 * instead, since it would arrive too late. Of those named, or else the oldest of a target. Answers how many were looked at.
 */
export async function reviveOrders(
  tx: PoolClient,
  ids: readonly string[],
  targetId: string | null,
): Promise<void> {
  await holdOrders(tx, ids);
  await tx.query(
    `UPDATE order_delivery d
        SET status = CASE WHEN n.newer THEN 'superseded' ELSE 'pending' END,
            last_error = CASE WHEN n.newer THEN $3 ELSE d.last_error END,
            settled_at = CASE WHEN n.newer THEN d.settled_at END,
            attempts = CASE WHEN n.newer THEN d.attempts ELSE 0 END, due_at = o.created_at, position = NULL
       FROM enforcement_order o, LATERAL (
              SELECT EXISTS (SELECT 1 FROM enforcement_order l WHERE l.account_key = o.account_key AND l.seq > o.seq) AS newer) n
      WHERE d.order_id = ANY($1) AND o.id = d.order_id AND d.status = 'dead' AND ($2::text IS NULL OR d.target_id = $2)`,
    [ids, targetId, NO_REPLAY],
  );
  await summarize(tx, ids);
}

/** Revives up to `limit` dead letters of a target that died up to `before`. Answers how many. */
export async function replayDead(targetId: string, before: Date, limit: number): Promise<number> {
  return transaction(async (tx) => {
    const ids = await pick(tx, targetId, 'dead', limit, before);
    await reviveOrders(tx, ids, targetId);
    if (ids.length < limit) {
      await tx.query('UPDATE target SET replay_before = NULL WHERE id = $1 AND replay_before = $2', [
        targetId,
        before,
      ]);
    }
    return ids.length;
  });
}

async function pick(
  tx: PoolClient,
  targetId: string,
  status: 'pending' | 'dead',
  limit: number,
  before: Date | null = null,
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT order_id AS id FROM order_delivery
      WHERE target_id = $1 AND status = $2 AND ($3::timestamptz IS NULL OR settled_at <= $3) ORDER BY seq LIMIT $4`,
    [targetId, status, before, limit],
  );
  return rows.map(({ id }) => id);
}
