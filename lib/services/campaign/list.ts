import { z } from 'zod';
import { readPage } from '@/lib/db/read-page';
import type { CampaignItem } from '@/lib/model/api';
import { CAMPAIGN_STATUSES } from '@/lib/model/campaign';
import { type Page, pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';
import { campaignItems, ITEM_COLUMNS, type ItemRow } from './item';

export const campaignListInput = pageInput.extend({
  status: z
    .union([z.enum(CAMPAIGN_STATUSES), z.array(z.enum(CAMPAIGN_STATUSES))])
    .optional()
    .meta({ description: 'Only these; may be repeated.' }),
  min_score: z.coerce.number().min(0).max(1).default(0),
});

/** Campaigns for other systems, highest score first, each with its evidence and without its accounts. */
export const listCampaigns = defineQuery({
  name: 'campaign.list',
  right: 'read',
  input: campaignListInput,
  async run({ limit, cursor, status, min_score }): Promise<Page<CampaignItem>> {
    const page = await readPage({
      order: [
        { sql: 'score', type: 'float8', order: 'desc' },
        { sql: 'id', type: 'text', order: 'asc' },
      ],
      limit,
      cursor,
      params: [status === undefined ? null : [status].flat(), min_score],
      sql: (keys) =>
        `SELECT ${ITEM_COLUMNS}, ${keys.select} FROM campaign
          WHERE ($1::text[] IS NULL OR status = ANY($1)) AND score >= $2 AND ${keys.after} ORDER BY ${keys.orderBy}`,
      view: (row: ItemRow) => row,
    });
    return { items: await campaignItems(page.items), next_cursor: page.next_cursor };
  },
});
