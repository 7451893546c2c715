import type { PoolClient } from 'pg';
import { z } from 'zod';
import { decisionReason, seenVersion } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { conflict, lockSeen } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';
import { drawIndicator } from './draw';
import { indicatorName } from './get';
import { isOwnKind, nameOf, resolveIndicator } from './name';
import { MOST_WATCHED } from './watched';

export interface WatchState {
  note: string;
  expires_at: Date | null;
  version: number;
}

/**
 * Puts a value on the watch-list, whether anybody has shown it or not; with `version` it changes the note and end of a watch
 * that is there. RetortError `not_found`, `conflict` when somebody watches it already or changed the watch, `invalid` for an end in
 * the past, `precondition` for a value that no account can ever show.
 */
export const watchIndicator = defineVerb({
  name: 'indicator.watch',
  right: 'alert.triage',
  input: z.object({
    name: indicatorName,
    note: decisionReason,
    expires_at: z.iso.datetime().nullable().optional(),
    version: seenVersion.optional(),
  }),
  async run({ name, note, expires_at, version: seen }, { tx, now, actor, audit }) {
    const indicator = await resolveIndicator(name);
    const { key, kind, value, keys, scaffold } = indicator;
    if (!isOwnKind(kind))
      throw new RetortError('precondition', 'No account ever shows a value of this kind.', { kind });
    const until = expires_at ? new Date(expires_at) : null;
    if (until && until <= now) throw new RetortError('invalid', 'expires_at: this is over already.');
    const id = nameOf(indicator);
    const before =
      seen === undefined ? null : await lockSeen<WatchState>(tx, 'watch', { key, id, seen, now });
    const { id: actorId, name: actorName } = describeActor(actor);
    if (before) {
      await tx.query(
        'UPDATE watchlist_entry SET note = $2, expires_at = $3, version = version + 1 WHERE indicator_key = $1',
        [key, note, until],
      );
    } else {
      const { rows } = await tx.query<{ n: number }>('SELECT count(*)::int AS n FROM watchlist_entry');
      if ((rows[0]?.n ?? 0) >= MOST_WATCHED)
        throw new RetortError('precondition', `${MOST_WATCHED} values are watched: end one watch first.`);
      const { rowCount } = await tx.query(
        `INSERT INTO watchlist_entry (indicator_key, kind, value, note, actor_id, actor_name, watched_at, expires_at, unseen)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (indicator_key) DO NOTHING`,
        [key, kind, value, note, actorId, actorName, now, until, await isUnseen(tx, keys, scaffold)],
      );
      if (!rowCount) throw await conflict(tx, { entity: 'watch', id, version: await versionOf(), now });
    }
    await drawIndicator(tx, key);
    const version = (before?.version ?? 0) + 1;
    audit({
      entity: 'watch',
      entityId: id,
      before: before && {
        note: before.note,
        expires_at: before.expires_at?.toISOString() ?? null,
        version: before.version,
      },
      after: { note, expires_at: until?.toISOString() ?? null, version },
    });
    return { name: id, version };

    async function versionOf(): Promise<number> {
      const { rows } = await tx.query<{ version: number }>(
        'SELECT version FROM watchlist_entry WHERE indicator_key = $1',
        [key],
      );
      return rows[0]?.version ?? 1;
    }
  },
});

/** Whether nobody has shown it yet: then every account that ever does is a hit. */
async function isUnseen(tx: PoolClient, keys: readonly bigint[], scaffold: string | null): Promise<boolean> {
  const sent = await tx.query(
    'SELECT 1 FROM account_indicator WHERE indicator_key = ANY($1::bigint[]) LIMIT 1',
    [keys],
  );
  if (sent.rowCount) return false;
  const used = await tx.query('SELECT 1 FROM scaffold_account WHERE scaffold_id = $1 LIMIT 1', [scaffold]);
  return !used.rowCount;
}
