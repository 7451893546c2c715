import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Judging } from '@/lib/model/judging';
import type { Advanced } from './advance';
import { type Base, floorHour } from './base';
import { affordableExchanges } from './base-time';
import { draftCampaigns, hoursWithout } from './draft';
import { hoursAsRead } from './hours-read';
import { findNew } from './new-groups';
import type { Outcome } from './store';
import { storeScaffolds } from './store-scaffolds';

const MINUTE = 60_000;
/** A base as near as this finds new groups itself soon enough. */
const NEAR = 10 * MINUTE;
/** How often a run may look for new groups, on half of what judging anew may cost. */
const EVERY = 5 * MINUTE;
const SHARE = 0.5;

/**
 * What a run found that nobody knew at the base, ready to be stored: groups of accounts that became active lately ({@link findNew}). Follows from the
 * records up to `until`, as the base does. Writes their scaffolds. Needs the temporary tables that {@link advance} leaves.
 */
export async function newOutcomes(
  tx: PoolClient,
  base: Base,
  { until, known }: { until: number; known: Advanced },
  by: Judging,
): Promise<Outcome[]> {
  if (until - base.at <= NEAR) return [];
  const most = SHARE * affordableExchanges(EVERY);
  const held = new Set(known.drafts.flatMap(({ members }) => members.map(({ key }) => key)));
  const news = await findNew(tx, { base, until, held, sent: known.sent, most, by });
  if (!news) return [];
  const { world, exchanges, found } = news;
  const drafts = draftCampaigns(world, exchanges, found);
  const written = new Set(base.campaigns.flatMap(({ scaffolds }) => scaffolds.map(({ id }) => id)));
  const scaffolds = await storeScaffolds(tx, world, exchanges, drafts, written);
  return found.map(({ group }, i) => {
    const draft = drafts[i] as Outcome['draft'];
    return {
      draft,
      scaffolds: scaffolds[i] ?? [],
      hours: async (without) => ({
        rows: hoursAsRead(hoursWithout(world, exchanges, group, new Set(without)), draft.readings),
        from: new Date(floorHour(base.since)),
        source: createHash('sha256')
          .update(`new ${base.digest} ${until} ${draft.founder} ${without.join(' ')}`)
          .digest('base64url'),
      }),
    };
  });
}
