import type { z } from 'zod';
import { type accountFilter, UNKNOWN } from '@/lib/model/console/account';
import type { NamedIndicator } from './indicator-filter';
import { literal, STANDING } from './row';

/** Conditions on `account`, to be joined by AND, with their parameters from $1 on. */
export interface Where {
  sql: string[];
  params: unknown[];
}

/** What a filter of the list of accounts narrows by, its order aside. */
export type AccountNarrowing = Omit<z.output<typeof accountFilter>, 'sort' | 'order'>;

/** The conditions of a filter; `indicator` is what its indicator names, read before. */
export function accountConditions(filter: AccountNarrowing, indicator: NamedIndicator | null): Where {
  const sql: string[] = [];
  const params: unknown[] = [];
  const place = (value: unknown) => `$${params.push(value)}`;
  for (const column of ['status', 'pathway', 'plan', 'verified'] as const) {
    const words = [filter[column] ?? []].flat();
    if (words.length === 0) continue;
    // The bare column, which indexes are on.
    const named = `${column} = ANY(${place(words)}::text[])`;
    sql.push(words.includes(UNKNOWN) ? `(${named} OR ${column} IS NULL)` : named);
  }
  if (filter.campaign) {
    const member = `EXISTS (SELECT 1 FROM campaign_account m JOIN campaign c ON c.id = m.campaign_id
                            WHERE m.account_key = account.key AND c.status IN ${STANDING})`;
    sql.push(filter.campaign === 'yes' ? member : `NOT ${member}`);
  }
  if (indicator?.scaffold) {
    sql.push(
      `key IN (SELECT account_key FROM scaffold_account WHERE scaffold_id = ${place(indicator.scaffold)})`,
    );
  } else if (indicator) {
    const keys = place(indicator.keys);
    sql.push(
      `key IN (SELECT account_key FROM account_indicator WHERE indicator_key = ANY(${keys}::bigint[]))`,
    );
  }
  if (filter.q) {
    const beginning = place(`${literal(filter.q)}%`);
    const within = place(`%${literal(filter.q)}%`);
    sql.push(
      `(id LIKE ${beginning} OR organization ILIKE ${within} OR email_pattern ILIKE ${within} OR email_domain ILIKE ${within})`,
    );
  }
  return { sql, params };
}
