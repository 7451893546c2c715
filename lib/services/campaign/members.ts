import { z } from 'zod';
import { type KeysetColumn, keyset } from '@/lib/db/keyset';
import { getPool } from '@/lib/db/pool';
import type { Action } from '@/lib/model/campaign';
import { type MemberPage, type MemberRow, type MemberSort, memberFilter } from '@/lib/model/console/campaign';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';

export const MEMBER_ORDERS: Record<MemberSort, Pick<KeysetColumn, 'sql' | 'type'>> = {
  membership: { sql: 'm.membership', type: 'float8' },
  harvest: { sql: 'm.harvest_share', type: 'float8' },
  exchanges: { sql: 'm.exchanges', type: 'int4' },
  joined: { sql: 'm.joined_at', type: 'timestamptz' },
  last_seen: { sql: "coalesce(a.last_seen, '-infinity')", type: 'timestamptz' },
};

const input = memberFilter.extend({ ...pageInput.shape, id: z.string().max(200) });

/** One page of a campaign's members, filtered and in the order asked for; the first page also counts. */
export const listMembers = defineQuery({
  name: 'campaign.members',
  right: 'read',
  input,
  run: async ({ id, limit, cursor, sort, order, ...filter }): Promise<MemberPage> => {
    const pool = getPool();
    const params: unknown[] = [];
    const conditions = memberConditions({ id, ...filter }, params);
    const counted = [...params];
    const page = keyset(
      [
        { ...MEMBER_ORDERS[sort], order },
        { sql: 'm.account_key', type: 'int8', order },
      ],
      cursor,
      params,
    );
    params.push(limit + 1);
    const first = cursor === undefined;
    const withoutRole: unknown[] = [];
    const [{ rows }, totals, roles] = await Promise.all([
      pool.query<MemberSqlRow>(
        `SELECT ${MEMBER_COLUMNS}, ${page.select}
         FROM ${MEMBER_TABLES} WHERE ${conditions} AND ${page.after} ORDER BY ${page.orderBy} LIMIT $${params.length}`,
        params,
      ),
      first
        ? pool.query<{ n: number }>(
            `SELECT count(*)::int AS n FROM ${MEMBER_TABLES} WHERE ${conditions}`,
            counted,
          )
        : null,
      first
        ? pool.query<{ value: string; count: number }>(
            `SELECT m.role AS value, count(*)::int AS count FROM ${MEMBER_TABLES}
             WHERE ${memberConditions({ id, ...filter, role: undefined }, withoutRole)} GROUP BY 1 ORDER BY 2 DESC, 1`,
            withoutRole,
          )
        : null,
    ]);
    const last = rows[limit - 1];
    return {
      items: rows.slice(0, limit).map(memberRowOf),
      next_cursor: rows.length > limit && last ? page.cursorOf(last) : null,
      total: totals?.rows[0]?.n ?? null,
      roles: roles?.rows ?? null,
    };
  },
});

export const MEMBER_TABLES = 'campaign_account m JOIN account a ON a.key = m.account_key';

export const MEMBER_COLUMNS = `
  a.id, a.status, a.pathway, a.plan, a.verified, a.last_seen, m.role, m.membership, m.harvest_share, m.exchanges,
  m.harvest_exchanges, m.recommended_action, m.reasons, m.looks_innocent, m.joined_at`;

export type MemberFilter = Pick<
  z.output<typeof input>,
  'id' | 'status' | 'role' | 'pathway' | 'membership' | 'harvest' | 'innocent' | 'q'
>;

/** The conditions of a filter on member `m` and its account `a`. Pushes their values onto `params`. */
export function memberConditions(filter: MemberFilter, params: unknown[]): string {
  const place = (value: unknown) => `$${params.push(value)}`;
  const conditions = [`m.campaign_id = ${place(filter.id)}`];
  if (filter.status) conditions.push(`a.status = ANY(${place([filter.status].flat())})`);
  if (filter.role) conditions.push(`m.role = ANY(${place([filter.role].flat())})`);
  if (filter.pathway)
    conditions.push(`coalesce(a.pathway, 'unknown') = ANY(${place([filter.pathway].flat())})`);
  if (filter.membership !== undefined) conditions.push(`m.membership >= ${place(filter.membership)}`);
  if (filter.harvest !== undefined) conditions.push(`m.harvest_share >= ${place(filter.harvest)}`);
  if (filter.innocent) conditions.push('m.looks_innocent IS NOT NULL');
  if (filter.q) conditions.push(`a.id LIKE ${place(`${filter.q.replace(/[\\%_]/g, '\\$&')}%`)}`);
  return conditions.join(' AND ');
}

export interface MemberSqlRow extends Record<string, unknown> {
  id: string;
  status: MemberRow['status'];
  pathway: string | null;
  plan: string | null;
  verified: string | null;
  last_seen: Date | null;
  role: string;
  membership: number;
  harvest_share: number;
  exchanges: number;
  harvest_exchanges: number;
  recommended_action: Action;
  reasons: string[];
  looks_innocent: string | null;
  joined_at: Date;
}

function memberRowOf(row: MemberSqlRow): MemberRow {
  return {
    id: row.id,
    status: row.status,
    role: row.role,
    pathway: row.pathway,
    plan: row.plan,
    verified: row.verified,
    membership: row.membership,
    harvest_share: row.harvest_share,
    exchanges: row.exchanges,
    harvest_exchanges: row.harvest_exchanges,
    recommended_action: row.recommended_action,
    reasons: row.reasons,
    looks_innocent: row.looks_innocent,
    joined_at: row.joined_at.toISOString(),
    last_seen: row.last_seen?.toISOString() ?? null,
  };
}
