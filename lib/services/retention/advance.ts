import { z } from 'zod';
import { isoDay } from '@/lib/db/retention';
import { RetortError } from '@/lib/model/errors';
import { LEAST_RETENTION_DAYS } from '@/lib/model/setting';
import { defineVerb } from '@/lib/services/verb';

const DAY_MS = 86_400_000;

/**
 * Moves the day from which exchanges are kept to `days` whole days ago: from then on older ones are refused, and the worker drops
 * what lies before. RetortError `precondition` when it is there already: it never moves back.
 */
export const advanceRetention = defineVerb({
  name: 'retention.advance',
  right: 'retention.apply',
  input: z.object({ days: z.number().int().min(LEAST_RETENTION_DAYS).max(36_500) }),
  async run({ days }, { tx, now, audit }) {
    const floor = isoDay(Math.floor(now.getTime() / DAY_MS) - days);
    const before = await tx.query<{ floor: string }>('SELECT floor::text FROM retention FOR UPDATE');
    const { rowCount } = await tx.query(
      `INSERT INTO retention (floor, advanced_at) VALUES ($1, $2)
       ON CONFLICT (one) DO UPDATE SET floor = excluded.floor, advanced_at = excluded.advanced_at WHERE retention.floor < excluded.floor`,
      [floor, now],
    );
    if (!rowCount) throw new RetortError('precondition', 'Exchanges are kept from a later day on already.');
    const { rows } = await tx.query<{ exchanges: number }>(
      `SELECT coalesce(sum(exchanges), 0)::float8 AS exchanges FROM traffic_hour WHERE hour < $1::date::timestamp AT TIME ZONE 'UTC'`,
      [floor],
    );
    const exchanges = rows[0]?.exchanges ?? 0;
    audit({
      entity: 'retention',
      entityId: 'exchange',
      before: { kept_from: before.rows[0]?.floor ?? null },
      after: { kept_from: floor, days, exchanges_dropped: exchanges },
    });
    return { kept_from: floor, exchanges };
  },
});
