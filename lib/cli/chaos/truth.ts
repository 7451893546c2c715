import { getPool } from '@/lib/db/pool';
import type { Actor } from '@/lib/model/access';
import { accountKey } from '@/lib/model/hash';
import { verifyAudit } from '@/lib/services/audit/verify';
import { batchTally } from '@/lib/services/batch/fixture';

/** A line of a batch's receipt, as far as it is looked at. */
export interface ReceiptLine {
  account_id: string;
  result: string;
  status_now: string;
  order_id: string | null;
  order_status: string | null;
}

export interface Evidence {
  batch: string;
  /** The accounts of the batch, and others that nobody meant. */
  accounts: readonly string[];
  bystanders: readonly string[];
  receipt: readonly ReceiptLine[];
  /** What the receiver did: idempotency key to account. */
  done: ReadonlyMap<string, string>;
  /** How often pausing and resuming was answered with yes. */
  answered: number;
}

/** Whatever was lost, doubled or told wrongly, as sentences; none when all is true. */
export async function untruths(evidence: Evidence): Promise<string[]> {
  const { batch, accounts, bystanders, receipt, done, answered } = evidence;
  const found = compare(evidence);
  const tally = await batchTally(batch);
  for (const [what, n] of Object.entries(tally))
    if (n !== accounts.length) found.push(`the database has ${n} ${what} of ${accounts.length}`);
  const { rows } = await getPool().query<{ other: number; harmed: number; acts: number }>(
    `SELECT (SELECT count(*)::int FROM order_delivery WHERE status <> 'delivered') AS other,
            (SELECT count(*)::int FROM account a WHERE a.key = ANY($1::bigint[])
                AND (a.status <> 'active' OR EXISTS (SELECT 1 FROM enforcement_order o WHERE o.account_key = a.key))) AS harmed,
            (SELECT count(*)::int FROM audit_entry WHERE entity_id = $2 AND verb IN ('batch.pause', 'batch.resume')) AS acts`,
    [bystanders.map(accountKey), batch],
  );
  const { other = 0, harmed = 0, acts = 0 } = rows[0] ?? {};
  if (other > 0) found.push(`${other} orders are not delivered`);
  if (harmed > 0) found.push(`${harmed} accounts that nobody meant were hit`);
  if (acts < answered)
    found.push(`${answered} acts were answered with yes, and ${acts} are in the audit log`);
  if (done.size !== accounts.length) found.push(`the receiver did ${done.size} orders of ${accounts.length}`);
  if (receipt.length !== accounts.length)
    found.push(`the receipt has ${receipt.length} lines for ${accounts.length} accounts`);
  const system: Actor = { kind: 'system', name: 'Retort' };
  let cursor: string | undefined;
  do {
    const page = await verifyAudit({ cursor }, { actor: system });
    for (const fault of page.faults) found.push(`the audit log: ${JSON.stringify(fault)}`);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

/** What the receipt says beside what was meant and what the receiver did. Pure. */
export function compare({
  accounts,
  receipt,
  done,
}: Pick<Evidence, 'accounts' | 'receipt' | 'done'>): string[] {
  const found: string[] = [];
  const meant = new Set(accounts);
  const told = new Set<string>();
  for (const { account_id: id, result, status_now, order_id, order_status } of receipt) {
    if (!meant.has(id)) found.push(`the receipt names ${id}, which nobody meant`);
    if (told.has(id)) found.push(`the receipt names ${id} twice`);
    told.add(id);
    if (result !== 'applied' || status_now !== 'banned' || order_status !== 'delivered')
      found.push(`the receipt says ${result}, ${status_now}, ${order_status} of ${id}`);
    if (done.get(order_id ?? '') !== id) found.push(`the receiver knows no order ${order_id} about ${id}`);
  }
  for (const id of accounts) if (!told.has(id)) found.push(`the receipt does not name ${id}`);
  const hit = new Set<string>();
  for (const id of done.values()) {
    if (hit.has(id)) found.push(`the receiver was told twice of ${id}, by two keys`);
    hit.add(id);
  }
  return found;
}
