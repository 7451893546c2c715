import type { Pool, PoolClient } from 'pg';
import { getPool } from '@/lib/db/pool';
import { unseal } from '@/lib/enforce/seal';

/** What a sealed secret of the endpoint is bound to. */
export const SEAL_OWNER = 'stripe endpoint';

export interface StripeEndpoint {
  /** Null when it was sealed under another secret of the installation. */
  secret: string | null;
  accountKey: string;
}

/** The endpoint as it was set up; null before that. */
export async function readEndpoint(on: Pool | PoolClient = getPool()): Promise<StripeEndpoint | null> {
  const { rows } = await on.query<{ secret: string; account_key: string }>(
    'SELECT secret, account_key FROM stripe_endpoint',
  );
  const row = rows[0];
  return row ? { secret: unseal(row.secret, SEAL_OWNER), accountKey: row.account_key } : null;
}
