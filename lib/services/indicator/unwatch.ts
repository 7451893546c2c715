import { z } from 'zod';
import { seenVersion } from '@/lib/model/decision';
import { lockSeen } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';
import { dropIndicator } from './draw';
import { indicatorName } from './get';
import { nameOf, resolveIndicator } from './name';
import type { WatchState } from './watch';

/** Takes a value off the watch-list, its hits with it. RetortError `not_found`, `conflict`. */
export const unwatchIndicator = defineVerb({
  name: 'indicator.unwatch',
  right: 'alert.triage',
  input: z.object({ name: indicatorName, version: seenVersion }),
  async run({ name, version: seen }, { tx, now, audit }) {
    const indicator = await resolveIndicator(name);
    const id = nameOf(indicator);
    const before = await lockSeen<WatchState>(tx, 'watch', { key: indicator.key, id, seen, now });
    const { rows } = await tx.query<{ hits: number }>(
      'SELECT count(*)::int AS hits FROM watchlist_hit WHERE indicator_key = $1',
      [indicator.key],
    );
    await tx.query('DELETE FROM watchlist_entry WHERE indicator_key = $1', [indicator.key]);
    await dropIndicator(tx, indicator.key);
    audit({
      entity: 'watch',
      entityId: id,
      before: {
        note: before.note,
        expires_at: before.expires_at?.toISOString() ?? null,
        version: before.version,
        hits: rows[0]?.hits ?? 0,
      },
      after: null,
    });
    return { name: id };
  },
});
