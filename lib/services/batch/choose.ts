import type { Pool, PoolClient } from 'pg';
import type { BatchChoice, BatchPlan } from '@/lib/model/batch';
import { batchPhrase } from '@/lib/model/batch-moves';
import { ACCOUNT_STATUSES, type AccountStatus, accountMove } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { ACTIONS, type Action } from '@/lib/model/verdict';
import { readSetting } from '@/lib/services/setting/read';
import { approvalReasons } from './approval';
import type { BatchRow } from './row';

const DAY_MS = 24 * 3_600_000;
const NAMED = 3;

/** Accounts `r` of the batch that a choice takes in: $2 are ids ticked, $3 whether all are, $4 ids left out. */
export const CHOSEN = `(r.look_innocent = '{}' OR $3 OR r.account_id = ANY($2::text[])) AND r.account_id <> ALL($4::text[])`;

/** The parameters of {@link CHOSEN}. Letting accounts act again leaves nobody out for looking innocent. */
export function chosenBy(id: string, { kind, include_innocent, exclude }: BatchChoice): unknown[] {
  const all = include_innocent === 'all' || kind === 'reinstate';
  const ticked = Array.isArray(include_innocent) ? include_innocent : [];
  return [id, ticked, all, exclude];
}

/**
 * What a choice would do to the accounts as they were written down, the phrase to type for it, and why a second person is needed.
 * RetortError `precondition` while they are not written down, `invalid` for ids that are not in the batch.
 */
export async function choose(
  on: Pool | PoolClient,
  batch: BatchRow,
  choice: BatchChoice,
  now: Date,
): Promise<BatchPlan> {
  if (batch.trouble !== null) throw new RetortError('precondition', batch.trouble);
  if (batch.frozen_at === null)
    throw new RetortError('precondition', 'The accounts of this batch are still being written down.');
  await requireNamed(on, batch.id, choice);
  const { rows } = await on.query<{
    status: AccountStatus;
    chosen: boolean;
    innocent: boolean;
    advised: Action | null;
    confirmed: boolean | null;
    accounts: number;
  }>(
    `SELECT r.status_seen AS status, ${CHOSEN} AS chosen, r.look_innocent <> '{}' AS innocent, r.advised, r.confirmed, count(*)::int AS accounts
       FROM batch_account r WHERE r.batch_id = $1 GROUP BY 1, 2, 3, 4, 5`,
    chosenBy(batch.id, choice),
  );
  const { kind } = choice;
  const apt = ACCOUNT_STATUSES.filter((status) => 'to' in accountMove(status, kind));
  const sum = (test: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(test).reduce((total, row) => total + row.accounts, 0);
  const hit = (row: (typeof rows)[number]) => row.chosen && apt.includes(row.status);
  const accounts = sum(hit);
  const innocent = sum((row) => hit(row) && row.innocent);
  const isMilder = (row: (typeof rows)[number]) =>
    hit(row) && row.advised !== null && row.advised !== 'suspend';
  const steps = rows.filter(isMilder).map((row) => ACTIONS.indexOf(row.advised as Action));
  return {
    version: batch.version,
    accounts,
    innocent,
    pointless: sum((row) => row.chosen && !hit(row)),
    left_out: sum((row) => !row.chosen),
    phrase: batchPhrase(kind, accounts, innocent),
    approval_needed: approvalReasons({
      kind,
      accounts,
      innocent,
      threshold: await readSetting(on, 'approval.threshold'),
      alone: await orderedAlone(on, { id: batch.requested_by_id, batch: batch.id }, now),
      milder: { accounts: sum(isMilder), step: ACTIONS[Math.max(...steps)] ?? null },
      unconfirmed: sum((row) => hit(row) && row.confirmed === false),
    }),
  };
}

/** Ids that are ticked or left out have to be in the batch, and ticked ones to need it: a slip in a list changes who is hit. */
async function requireNamed(
  on: Pool | PoolClient,
  id: string,
  { include_innocent, exclude }: BatchChoice,
): Promise<void> {
  const ticked = Array.isArray(include_innocent) ? include_innocent : [];
  for (const [field, ids, condition, words] of [
    [
      'include_innocent',
      ticked,
      "r.look_innocent <> '{}'",
      'is not among those of this batch that look innocent',
    ],
    ['exclude', exclude, 'true', 'is not in this batch'],
  ] as const) {
    if (ids.length === 0) continue;
    const { rows } = await on.query<{ id: string }>(
      `SELECT DISTINCT id FROM unnest($2::text[]) AS id
        WHERE NOT EXISTS (SELECT 1 FROM batch_account r WHERE r.batch_id = $1 AND r.account_id = id AND ${condition})
        ORDER BY 1 LIMIT ${NAMED}`,
      [id, ids],
    );
    if (rows.length === 0) continue;
    const message = `${rows.map((row) => row.id).join(', ')} ${words}.`;
    throw new RetortError('invalid', `${field}: ${message}`, { issues: [{ path: field, message }] });
  }
}

/**
 * Accounts that somebody ordered something for within a day and that nobody else agreed to: in batches, but for `batch`, and bans one by
 * one.
 */
export async function orderedAlone(
  on: Pool | PoolClient,
  who: { id: string; batch: string | null },
  now: Date,
): Promise<number> {
  const { rows } = await on.query<{ accounts: number }>(
    `SELECT ((SELECT coalesce(sum(total - skipped), 0) FROM batch
               WHERE requested_by_id = $1 AND id IS DISTINCT FROM $2 AND requested_at > $3 AND approval_needed IS NULL AND reverses IS NULL
                 AND status IN ('scheduled', 'running', 'paused', 'done'))
           + (SELECT count(*) FROM decision
               WHERE actor_id = $1 AND decided_at > $3 AND kind = 'ban' AND account_key IS NOT NULL))::int AS accounts`,
    [who.id, who.batch, new Date(now.getTime() - DAY_MS)],
  );
  return rows[0]?.accounts ?? 0;
}
