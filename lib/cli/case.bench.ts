import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePartitions } from '@/lib/db/partition';
import { getPool } from '@/lib/db/pool';
import { insertCrowd } from '@/lib/services/batch/fixture';
import type { Bench } from './bench';
import { measuredRetort } from './bench/processes';

const CAMPAIGN = 'crowd';
const ACCOUNTS = 25_000;
const HOURS = 130;
const EXCHANGES_AN_HOUR = 4;
/** Rows in `exchange` for each account: it is read by the keys of a hundred members and never counted. */
const KEPT = 20;
const CARDS = 2_500;
const FIRST_DAY = Date.UTC(2026, 8, 25);
const DAYS = 7;
const DAY_MS = 86_400_000;
const SECONDS = 60;
const MEMORY_BYTES = 300 * 1024 * 1024;

/** `retort export campaign`, in a process of its own, of a campaign of 25,000 accounts with 13 million exchanges, at the level with most in it. */
const caseBench: Bench = async (note) => {
  const folder = mkdtempSync(join(tmpdir(), 'retort-bench-case-'));
  try {
    await scene();
    note(`${ACCOUNTS} accounts, ${ACCOUNTS * HOURS * EXCHANGES_AN_HOUR} exchanges`);
    const file = join(folder, 'case.zip');
    const made = await measuredRetort<{ size: number }>([
      'export',
      'campaign',
      CAMPAIGN,
      '--format',
      'zip',
      '-o',
      file,
    ]);
    const checked = await measuredRetort<{ ok: boolean }>(['verify-case', file]);
    if (!checked.answer.ok) throw new Error('The case file is not as it was written.');
    return [
      { name: 'case file', value: made.seconds, unit: 's', bar: SECONDS, lessIsBetter: true },
      { name: 'case file, processor time of Node', value: made.cpu, unit: 's', lessIsBetter: true },
      {
        name: 'case file, peak memory',
        value: made.peak,
        unit: 'bytes',
        bar: MEMORY_BYTES,
        lessIsBetter: true,
      },
      { name: 'checked again', value: checked.seconds, unit: 's', lessIsBetter: true },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export default caseBench;

async function scene(): Promise<void> {
  const pool = getPool();
  await insertCrowd(CAMPAIGN, ACCOUNTS);
  await ensurePartitions(
    pool,
    Array.from({ length: DAYS }, (_, day) => FIRST_DAY / DAY_MS + day),
  );
  await pool.query("INSERT INTO model (key, name) VALUES (1, 'model-one')");
  await pool.query(
    `UPDATE account SET organization = 'Firm ' || abs(key) % 900, country = 'NL', payment_fingerprint = 'card-' || abs(key) % ${CARDS},
            email_pattern = 'aaaa.bbbb99', exchanges = ${HOURS * EXCHANGES_AN_HOUR}`,
  );
  await pool.query(
    `UPDATE campaign SET exchanges = $1, harvest_exchanges = $1, first_seen = $2, last_seen = $3, capabilities = '{"coding": 1}'`,
    [ACCOUNTS * HOURS * EXCHANGES_AN_HOUR, new Date(FIRST_DAY), new Date(FIRST_DAY + DAYS * DAY_MS)],
  );
  await pool.query(
    `INSERT INTO account_hour (account_key, hour, capability, model_key, exchanges, input_tokens, output_tokens, refused, limited)
     SELECT key, $1::timestamptz + h * interval '1 hour', 6, 1, ${EXCHANGES_AN_HOUR}, 900, 2000, 0, 0
       FROM account CROSS JOIN generate_series(1, ${HOURS}) AS h`,
    [new Date(FIRST_DAY)],
  );
  await pool.query(
    `INSERT INTO campaign_hour (campaign_id, hour, capability, model_key, pathway, exchanges, harvest)
     SELECT '${CAMPAIGN}', hour, capability, model_key, 0, sum(exchanges), sum(exchanges) FROM account_hour GROUP BY 2, 3, 4`,
  );
  await pool.query(
    `INSERT INTO exchange (account_key, occurred_at, id, model_key, capability, score, modalities, refused, excerpt, input_tokens, output_tokens, status)
     SELECT key, $1::timestamptz + n * interval '8 hours', id || '-' || n, 1, 6, 900, 0, false,
            '=Write a function "' || md5(n::text || id) || '" step by step', 900, 2000, 200
       FROM account CROSS JOIN generate_series(1, ${KEPT}) AS n`,
    [new Date(FIRST_DAY)],
  );
  await pool.query(
    `INSERT INTO account_indicator (account_key, indicator_key, first_seen, last_seen, exchanges)
     SELECT key, abs(key) % ${CARDS}, first_seen, last_seen, exchanges FROM account`,
  );
  await pool.query(
    `INSERT INTO campaign_links (campaign_id, run_id, members, outside, graph) VALUES ('${CAMPAIGN}', 'run-1', ${ACCOUNTS}, 0, '{}')`,
  );
  await pool.query(
    `INSERT INTO campaign_link (campaign_id, position, kind, value, key, accounts, outside, log_odds, hub, members)
     SELECT '${CAMPAIGN}', n, 'payment_fingerprint', 'card-' || n, n, 10, 0, 3, false, '' FROM generate_series(0, ${CARDS - 1}) AS n`,
  );
  await pool.query('VACUUM ANALYZE');
}
