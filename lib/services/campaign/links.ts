import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { countBits, hasBit, inAll, membersOf } from '@/lib/model/bits';
import {
  type CampaignLinks,
  type LinkedAccount,
  type LinkedAccounts,
  linkFilter,
} from '@/lib/model/console/links';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { cursorNumber, encodeCursor, readCursor } from '@/lib/model/page';
import { nameIndicator } from '@/lib/services/account/indicator-filter';
import { defineQuery } from '@/lib/services/verb';

const LONGEST_LABEL = 120;

interface LinkRow {
  position: number;
  kind: string;
  value: string;
  label: string;
  key: bigint;
  accounts: number;
  outside: number;
  log_odds: number;
  hub: boolean;
}

/** What the members of a campaign share, by weight; null while the worker has not drawn it. RetortError `not_found`. */
export const campaignLinks = defineQuery({
  name: 'campaign.links',
  right: 'read',
  input: z.object({ id: entityId }),
  run: async ({ id }): Promise<CampaignLinks> => {
    const pool = getPool();
    const [heads, links] = await Promise.all([
      pool.query<{
        run_id: string;
        drawn: string | null;
        members: number;
        outside: number;
        graph: NonNullable<CampaignLinks['picture']>['graph'];
      }>(
        `SELECT c.run_id, l.run_id AS drawn, l.members, l.outside, l.graph
           FROM campaign c LEFT JOIN campaign_links l ON l.campaign_id = c.id WHERE c.id = $1`,
        [id],
      ),
      pool.query<LinkRow>(
        `SELECT l.position, l.kind, l.value, coalesce(left(s.skeleton, ${LONGEST_LABEL}), l.value) AS label, l.key, l.accounts, l.outside,
                l.log_odds, l.hub
           FROM campaign_link l LEFT JOIN scaffold s ON l.kind = 'scaffold' AND s.id = l.value
          WHERE l.campaign_id = $1 ORDER BY l.position`,
        [id],
      ),
    ]);
    const head = heads.rows[0];
    if (!head) throw new RetortError('not_found', 'There is no such campaign.', { id });
    if (head.drawn === null) return { picture: null };
    return {
      picture: {
        stale: head.drawn !== head.run_id,
        members: head.members,
        outside: head.outside,
        graph: head.graph,
        links: links.rows.map(({ key, ...row }) => ({
          ...row,
          filter: row.kind === 'scaffold' ? `scaffold:${row.value}` : nameIndicator(row.kind, row.value, key),
        })),
      },
    };
  },
});

interface AccountRow {
  rank: number;
  id: string;
  status: LinkedAccount['status'];
  first_seen: Date;
  exchanges: number;
  membership: number;
}

/** Members that show all of the values in `show`, the surest first, and which of the values in `columns` each shows. */
export const linkedAccounts = defineQuery({
  name: 'campaign.linked-accounts',
  right: 'read',
  input: linkFilter.extend({ id: entityId }),
  run: async ({ id, show, columns, limit, cursor }): Promise<LinkedAccounts> => {
    const pool = getPool();
    const [after] = readCursor(cursor, [cursorNumber]);
    const wanted = [show ?? []].flat();
    const shown = [columns ?? []].flat();
    const [{ rows: heads }, { rows: sets }] = await Promise.all([
      pool.query<{ members: number }>('SELECT members FROM campaign_links WHERE campaign_id = $1', [id]),
      pool.query<{ position: number; members: Buffer }>(
        'SELECT position, members FROM campaign_link WHERE campaign_id = $1 AND position = ANY($2)',
        [id, [...wanted, ...shown]],
      ),
    ]);
    const size = heads[0]?.members ?? 0;
    if (size === 0) return { items: [], next_cursor: null, total: 0, banned: 0 };
    const byPosition = new Map(sets.map(({ position, members }) => [position, members]));
    const none = new Uint8Array(0);
    const chosen = inAll(
      wanted.map((position) => byPosition.get(position) ?? none),
      size,
    );
    const ranks = membersOf(chosen);
    const page = ranks.filter((rank) => rank > (after ?? -1)).slice(0, limit + 1);
    const [accounts, banned] = await Promise.all([
      pool.query<AccountRow>(
        `SELECT l.rank, a.id, a.status, coalesce(m.joined_at, a.first_seen, a.created_at, 'epoch') AS first_seen,
                coalesce(m.exchanges, a.exchanges)::float8 AS exchanges, coalesce(m.membership, 0) AS membership
           FROM campaign_link_account l JOIN account a ON a.key = l.account_key
           LEFT JOIN campaign_account m ON m.campaign_id = l.campaign_id AND m.account_key = l.account_key
          WHERE l.campaign_id = $1 AND l.rank = ANY($2) ORDER BY l.rank`,
        [id, page.slice(0, limit)],
      ),
      // A picture drawn anew in between may hold more members than the set has bits.
      pool.query<{ banned: number }>(
        `SELECT count(*)::int AS banned FROM campaign_link_account l JOIN account a ON a.key = l.account_key
          WHERE l.campaign_id = $1 AND a.status <> 'active'
            AND CASE WHEN l.rank < $3 THEN get_bit($2::bytea, l.rank) = 1 ELSE false END`,
        [id, Buffer.from(chosen), size],
      ),
    ]);
    const last = page[limit - 1];
    return {
      items: accounts.rows.map((row) => ({
        id: row.id,
        status: row.status,
        first_seen: row.first_seen.toISOString(),
        exchanges: row.exchanges,
        membership: row.membership,
        shows: shown.map((position) => hasBit(byPosition.get(position) ?? none, row.rank)),
      })),
      next_cursor: page.length > limit && last !== undefined ? encodeCursor([last]) : null,
      total: countBits(chosen),
      banned: banned.rows[0]?.banned ?? 0,
    };
  },
});
