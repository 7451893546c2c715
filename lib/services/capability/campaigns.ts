import { getPool } from '@/lib/db/pool';
import type { CampaignStatus } from '@/lib/model/campaign';
import { type CapabilityCampaigns, capabilityFilter } from '@/lib/model/console/capability';
import { sharesOf } from '@/lib/services/account/row';
import { defineQuery } from '@/lib/services/verb';
import { dataSpan, daysOf, endOf, narrowed, whereOf } from './where';

/** As many as a plot has room to name. */
const MOST = 12;

/** What each campaign harvested in a range, those that took most first. */
export const capabilityCampaignsQuery = defineQuery({
  name: 'capability.campaigns',
  right: 'read',
  input: capabilityFilter,
  run: async (filter): Promise<CapabilityCampaigns> => {
    const span = await dataSpan();
    if (!span) return { items: [], total: 0 };
    const days = daysOf(filter, span);
    const { statuses, models, pathways } = whereOf(filter);
    const { rows } = await getPool().query<{
      id: string;
      title: string;
      status: CampaignStatus;
      capability: number;
      n: number;
    }>(
      `SELECT g.id, g.title, g.status, c.capability, sum(${filter.scope === 'all' ? 'c.exchanges' : 'c.harvest'})::float8 AS n
         FROM campaign_hour c JOIN campaign g ON g.id = c.campaign_id
        WHERE g.status = ANY($5::text[]) AND c.hour >= $1 AND c.hour < $2 AND ${narrowed('c', 3, 4)}
        GROUP BY g.id, c.capability`,
      [new Date(days.from), endOf(days), models, pathways, statuses],
    );
    const campaigns = new Map<
      string,
      CapabilityCampaigns['items'][number] & { counts: [number, number][] }
    >();
    for (const { id, title, status, capability, n } of rows) {
      const campaign = campaigns.get(id) ?? { id, title, status, harvest: 0, shares: {}, counts: [] };
      campaign.harvest += n;
      campaign.counts.push([capability, n]);
      campaigns.set(id, campaign);
    }
    const all = [...campaigns.values()].filter(({ harvest }) => harvest > 0);
    return {
      items: all
        .sort((a, b) => b.harvest - a.harvest || (a.id < b.id ? -1 : 1))
        .slice(0, MOST)
        .map(({ counts, ...campaign }) => ({ ...campaign, shares: sharesOf(counts) })),
      total: all.length,
    };
  },
});
