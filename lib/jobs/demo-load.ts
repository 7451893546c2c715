import { Readable } from 'node:stream';
import { getPool } from '@/lib/db/pool';
import { accountKey } from '@/lib/model/hash';
import type { RetortRecord } from '@/lib/model/records';
import { markDemo } from '@/lib/services/demo/mark';
import { acceptRecords } from '@/lib/services/ingest/accept';
import type { Scenario } from '@/lib/simulate/scenario';
import { demo } from '@/lib/simulate/scenarios/demo';
import { fullHour, simulate } from '@/lib/simulate/simulate';
import { WORKER } from './world';

/** Characters handed on at once. */
const CHUNK = 1 << 18;

/**
 * Invents the demonstration world as of a moment and takes it in, marked before anything of it is. Accounts that
 * somebody already has are left out, with what they would have sent. Begun again for the same moment it ends in the same state. `tell` hears how
 * far it is, 0 to 1. Answers how many records were accepted.
 */
export async function loadDemo(
  at: Date,
  tell: (share: number) => Promise<void>,
  scenario: Scenario = demo,
): Promise<number> {
  const end = fullHour(at.getTime());
  const accounts = new Set<string>();
  const models = new Set<string>();
  let records = 0;
  for (const { record } of simulate({ scenario, end })) {
    records++;
    if (record.type === 'account') accounts.add(record.id);
    if (record.type === 'exchange') accounts.add(record.account_id);
    if (record.type === 'exchange' || record.type === 'model_release') models.add(record.model);
  }
  await tell(0.3);
  await markDemo({ accounts: [...accounts], models: [...models] }, { actor: WORKER });
  const { rows } = await getPool().query<{ key: bigint }>("SELECT key FROM demo_mark WHERE kind = 'account'");
  const marked = new Set(rows.map(({ key }) => key));
  const own = new Set([...accounts].filter((id) => marked.has(accountKey(id))));
  let sent = 0;
  const lines = async function* () {
    let chunk = '';
    for (const { record } of simulate({ scenario, end })) {
      sent++;
      if (!isOf(record, own)) continue;
      chunk += `${JSON.stringify(record)}\n`;
      if (chunk.length < CHUNK) continue;
      yield Buffer.from(chunk);
      chunk = '';
      await tell(0.3 + 0.7 * (sent / records));
    }
    yield Buffer.from(chunk);
  };
  const { accepted } = await acceptRecords(
    { input: Readable.from(lines()), source: 'demonstration world' },
    { actor: WORKER },
  );
  return accepted;
}

function isOf(record: RetortRecord, own: ReadonlySet<string>): boolean {
  if (record.type === 'account') return own.has(record.id);
  return 'account_id' in record ? own.has(record.account_id) : true;
}
