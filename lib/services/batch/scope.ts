import type { BatchScope } from '@/lib/model/batch';
import { RetortError } from '@/lib/model/errors';
import { accountKey } from '@/lib/model/hash';
import { type NamedIndicator, readIndicator } from '@/lib/services/account/indicator-filter';
import { accountConditions } from '@/lib/services/account/where';
import { memberConditions } from '@/lib/services/campaign/members';

/** A statement that selects `key` of the accounts a scope means, with its parameters from $1 on. */
export interface ScopeSql {
  sql: string;
  params: unknown[];
}

/** The accounts that a scope means as of its cutoff, without those that were left out. RetortError `not_found` for an unknown indicator. */
export async function scopeSql(scope: BatchScope, cutoff: Date): Promise<ScopeSql> {
  const { sql, params } = await meant(scope);
  const at = `$${params.push(cutoff)}`;
  const without = `$${params.push((scope.exclude ?? []).map(accountKey))}`;
  return {
    sql: `SELECT a.key FROM account a WHERE a.key IN (${sql})
             AND coalesce(a.created_at, a.first_seen, '-infinity') <= ${at} AND a.key <> ALL(${without}::bigint[])`,
    params,
  };
}

async function meant(scope: BatchScope): Promise<ScopeSql> {
  if ('campaign_id' in scope) {
    const params: unknown[] = [];
    const where = memberConditions({ ...scope.filter, id: scope.campaign_id }, params);
    return {
      sql: `SELECT m.account_key FROM campaign_account m JOIN account a ON a.key = m.account_key WHERE ${where}`,
      params,
    };
  }
  if ('ids' in scope) return { sql: 'SELECT unnest($1::bigint[])', params: [scope.ids.map(accountKey)] };
  const filter = 'filter' in scope ? scope.filter : { indicator: scope.indicator };
  const { sql, params } = accountConditions(filter, await indicatorOf(filter.indicator));
  return { sql: `SELECT key FROM account WHERE ${sql.join(' AND ')}`, params };
}

async function indicatorOf(name: string | undefined): Promise<NamedIndicator | null> {
  if (!name) return null;
  const indicator = await readIndicator(name);
  if (!indicator.known)
    throw new RetortError('not_found', `Nothing is known of the indicator ${name}.`, {
      entity: 'indicator',
      id: name,
    });
  return indicator;
}
