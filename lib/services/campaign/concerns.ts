import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { Concern, Concerns } from '@/lib/model/console/group';
import { selfId } from '@/lib/services/alert/where';
import { defineQuery } from '@/lib/services/verb';
import { othersEvents } from './unseen';

const DAYS = 14;
const MOST = 8;

/**
 * What concerns the person who asks, of the last 14 days, newest first: notes that call them, and what others and runs did to
 * campaigns that they watch since they last looked there. Eight at most, and one for each campaign but for notes.
 */
export const myConcerns = defineQuery({
  name: 'campaign.concerns',
  right: 'read',
  input: z.object({}),
  run: async (_, actor, now): Promise<Concerns> => {
    const self = selfId(actor);
    const from = new Date(now.getTime() - DAYS * 86_400_000);
    const { rows } = await getPool().query<Row>(
      `SELECT e.id, e.occurred_at, e.kind, e.actor_name, e.summary, c.id AS campaign_id, c.title, e.called, e.unseen FROM (
         SELECT n.id, n.campaign_id, n.occurred_at, n.kind, n.actor_name, n.summary, true AS called, 1 AS unseen FROM campaign_event n
          WHERE n.kind = 'note' AND n.occurred_at > $2 AND n.details -> 'mentions' @> jsonb_build_array(jsonb_build_object('id', $1::text))
         UNION ALL
         SELECT l.* FROM campaign_watch w
          CROSS JOIN LATERAL (
            SELECT e.id, e.campaign_id, e.occurred_at, e.kind, e.actor_name, e.summary, false AS called,
                   (${othersEvents('w.campaign_id', '$3')}) - w.seen_events AS unseen FROM campaign_event e
             WHERE e.campaign_id = w.campaign_id AND e.occurred_at > $2 AND e.actor_name IS DISTINCT FROM $3
             ORDER BY e.occurred_at DESC, e.id DESC LIMIT 1) l
          WHERE w.person_id = $1 AND l.unseen > 0) e
       JOIN campaign c ON c.id = e.campaign_id
       ORDER BY e.occurred_at DESC, e.id DESC, e.called DESC LIMIT ${2 * MOST}`,
      [self, from, actor.name],
    );
    const seen = new Set<string>();
    const items = rows.flatMap((row) => {
      if (seen.has(row.id)) return [];
      seen.add(row.id);
      return [concernOf(row)];
    });
    return { items: items.slice(0, MOST) };
  },
});

interface Row {
  id: string;
  occurred_at: Date;
  kind: string;
  actor_name: string | null;
  summary: string;
  campaign_id: string;
  title: string;
  called: boolean;
  unseen: number;
}

function concernOf(row: Row): Concern {
  return {
    id: row.id,
    at: row.occurred_at.toISOString(),
    kind: row.kind,
    actor: row.actor_name,
    summary: row.summary,
    campaign: { id: row.campaign_id, title: row.title },
    calls_you: row.called,
    unseen: row.unseen,
  };
}
