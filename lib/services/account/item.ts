import type { AccountItem } from '@/lib/model/api';

/** The columns of {@link accountItem}, from the table account. */
export const ACCOUNT_ITEM_COLUMNS = `
  id, created_at, first_seen, last_seen, exchanges::float8 AS exchanges, pathway, plan, rpm_limit, country, organization,
  email_domain, email_pattern, verified, declared_use, status, status_at, version`;

type Timed = 'created_at' | 'first_seen' | 'last_seen' | 'status_at';

export type AccountItemRow = Omit<AccountItem, Timed> & Record<Timed, Date | null>;

/** An account as the API gives it. */
export function accountItemOf(row: AccountItemRow): AccountItem {
  return {
    id: row.id,
    created_at: iso(row.created_at),
    first_seen: iso(row.first_seen),
    last_seen: iso(row.last_seen),
    exchanges: row.exchanges,
    pathway: row.pathway,
    plan: row.plan,
    rpm_limit: row.rpm_limit,
    country: row.country,
    organization: row.organization,
    email_domain: row.email_domain,
    email_pattern: row.email_pattern,
    verified: row.verified,
    declared_use: row.declared_use,
    status: row.status,
    status_at: iso(row.status_at),
    version: row.version,
  };
}

function iso(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
