import { getPool } from '@/lib/db/pool';
import { type CapabilityCampaigns, type CapabilitySide, sidesFilter } from '@/lib/model/console/capability';
import { PATHWAYS } from '@/lib/model/words';
import { sharesOf } from '@/lib/services/account/row';
import { defineQuery } from '@/lib/services/verb';
import { dataSpan, daysOf, dayText, narrowed, whereOf } from './where';

/** As many as a plot has room to name. */
const MOST = 12;

/** What each campaign, model or pathway holds of a range, those that took most first. */
export const capabilityCampaignsQuery = defineQuery({
  name: 'capability.campaigns',
  right: 'read',
  input: sidesFilter,
  run: async ({ by, ...filter }): Promise<CapabilityCampaigns> => {
    const span = await dataSpan();
    if (!span) return { items: [], total: 0 };
    const days = daysOf(filter, span);
    const { statuses, models, pathways } = whereOf(filter);
    const [side, join] = SIDES[by];
    const { rows } =
      filter.scope === 'all' && by !== 'campaign'
        ? await getPool().query<Row>(
            `SELECT ${side}, c.capability, sum(c.exchanges)::float8 AS n FROM capability_day c ${join}
              WHERE c.day BETWEEN $1 AND $2 AND ${narrowed('c', 3, 4)} GROUP BY 1, 2, c.capability`,
            [dayText(days.from), dayText(days.to), models, pathways],
          )
        : await getPool().query<Row>(
            `SELECT ${side}, c.capability, sum(${filter.scope === 'all' ? 'c.exchanges' : 'c.harvest'})::float8 AS n
               FROM campaign_day c JOIN campaign g ON g.id = c.campaign_id ${join}
              WHERE g.status = ANY($5::text[]) AND c.day BETWEEN $1 AND $2 AND ${narrowed('c', 3, 4)}
              GROUP BY 1, 2, c.capability`,
            [dayText(days.from), dayText(days.to), models, pathways, statuses],
          );
    const campaigns = new Map<
      string,
      CapabilityCampaigns['items'][number] & { counts: [number, number][] }
    >();
    for (const { side: place, title, capability, n } of rows) {
      const id = by === 'pathway' ? (PATHWAYS[Number(place)] ?? 'unknown') : place;
      const campaign = campaigns.get(id) ?? { id, title: title ?? id, harvest: 0, shares: {}, counts: [] };
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

interface Row {
  side: string;
  title: string | null;
  capability: number;
  n: number;
}

/** What names a side and its title, and what must be joined for it. */
const SIDES: Record<CapabilitySide, readonly [string, string]> = {
  campaign: ['g.id AS side, g.title AS title', ''],
  model: ['m.name AS side, m.name AS title', 'JOIN model m ON m.key = c.model_key'],
  pathway: ['c.pathway::text AS side, NULL::text AS title', ''],
};
