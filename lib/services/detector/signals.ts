import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { SignalUses } from '@/lib/model/detector';
import { SIGNAL_NAMES } from '@/lib/model/signals';
import { defineQuery } from '@/lib/services/verb';

/** In how many open campaigns each signal speaks now, which way, and what it was last measured against. */
export const signalsInUse = defineQuery({
  name: 'detector.signals',
  right: 'read',
  input: z.object({}),
  run: async (): Promise<SignalUses> => {
    const { rows } = await getPool().query<{
      signal: string | null;
      speaks: number;
      against: number;
      baseline: string | null;
      campaigns: number;
    }>(
      `WITH open AS (SELECT id, last_seen FROM campaign WHERE current AND status IN ('suspected', 'confirmed'))
       SELECT e.signal, count(*) FILTER (WHERE e.log_odds > 0)::int AS speaks, count(*) FILTER (WHERE e.log_odds < 0)::int AS against,
              (array_agg(e.baseline ORDER BY o.last_seen DESC, o.id))[1] AS baseline,
              (SELECT count(*)::int FROM open) AS campaigns
         FROM (VALUES (1)) one LEFT JOIN open o ON true LEFT JOIN campaign_evidence e ON e.campaign_id = o.id
        GROUP BY e.signal`,
    );
    const used = new Map(rows.map((row) => [row.signal, row]));
    return {
      campaigns: rows[0]?.campaigns ?? 0,
      items: SIGNAL_NAMES.map((signal) => ({
        signal,
        speaks: used.get(signal)?.speaks ?? 0,
        against: used.get(signal)?.against ?? 0,
        baseline: used.get(signal)?.baseline ?? null,
      })),
    };
  },
});
