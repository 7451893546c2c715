import pg from 'pg';
import { startEmbedded } from '@/lib/db/embedded';
import { bitsOf } from '@/lib/model/bits';
import { packMarks } from '@/lib/model/marks';

export const LARGE = 'cmp_speed';
export const ACCOUNTS = 25_000;
export const LINES = 2_000;
export const MARKS = 50_000;

/** A key that no id of the demonstration world hashes to, in practice. */
const FIRST_KEY = 4_000_000_000_000_000_000n;

/**
 * Makes a campaign of 25,000 accounts, with a rhythm of 2,000 lines and 50,000 marks and its shared values, in the database of the server under
 * test, after the pattern of the campaign that is there. Made again it changes nothing.
 */
export async function makeLargeCampaign(): Promise<void> {
  const database = await startEmbedded();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query('BEGIN');
    const { rowCount } = await client.query(
      `INSERT INTO campaign SELECT (jsonb_populate_record(NULL::campaign, to_jsonb(c) || jsonb_build_object(
         'id', $1::text, 'title', 'Slow Lantern', 'account_count', $2::int, 'active_accounts', $2::int, 'current', true))).*
         FROM (SELECT c.* FROM campaign c JOIN campaign_rhythm r ON r.campaign_id = c.id ORDER BY c.id LIMIT 1) c
       ON CONFLICT DO NOTHING`,
      [LARGE, ACCOUNTS],
    );
    if (rowCount === 1) await fill(client);
    await client.query('COMMIT');
  } finally {
    await client.end();
    await database.release();
  }
}

async function fill(client: pg.Client): Promise<void> {
  await client.query(
    `INSERT INTO account SELECT (jsonb_populate_record(NULL::account, to_jsonb(a) || jsonb_build_object(
       'key', $1::bigint + n, 'id', 'acc_speed_' || n, 'status', CASE WHEN n % 7 = 0 THEN 'banned' ELSE 'active' END))).*
       FROM (SELECT * FROM account WHERE exchanges > 0 ORDER BY key LIMIT 1) a, generate_series(1, $2::int) n`,
    [FIRST_KEY, ACCOUNTS],
  );
  await client.query(
    `INSERT INTO campaign_account SELECT (jsonb_populate_record(NULL::campaign_account, to_jsonb(m) || jsonb_build_object(
       'campaign_id', $1::text, 'account_key', $2::bigint + n, 'membership', 1 - n / ($3::float8 + 1), 'exchanges', n % 900))).*
       FROM (SELECT * FROM campaign_account ORDER BY campaign_id, account_key LIMIT 1) m, generate_series(1, $3::int) n`,
    [LARGE, FIRST_KEY, ACCOUNTS],
  );
  await client.query(
    `INSERT INTO campaign_rhythm SELECT (jsonb_populate_record(NULL::campaign_rhythm, to_jsonb(r) || jsonb_build_object(
       'campaign_id', $1::text, 'run_id', c.run_id, 'lines', $2::int, 'marks', $3::int))).*
       FROM campaign c, (SELECT * FROM campaign_rhythm ORDER BY campaign_id LIMIT 1) r WHERE c.id = $1`,
    [LARGE, LINES, MARKS],
  );
  const { rows } = await client.query<{ seconds: number }>(
    'SELECT extract(epoch FROM until - since)::float8 AS seconds FROM campaign_rhythm WHERE campaign_id = $1',
    [LARGE],
  );
  const seconds = rows[0]?.seconds ?? 0;
  const lines = Array.from({ length: LINES }, (_, line) => Buffer.from(packMarks(marksOf(line, seconds))));
  await client.query(
    `INSERT INTO campaign_rhythm_line
       (campaign_id, account_key, pool, by_first, by_pool, by_similarity, exchanges, marks)
     SELECT $1, $2::bigint + n, 0, n - 1, n - 1, n - 1, $4, m FROM unnest($3::bytea[]) WITH ORDINALITY AS l (m, n)`,
    [LARGE, FIRST_KEY, lines, MARKS / LINES],
  );
  await fillLinks(client);
}

/** The shared values of the campaign after whose pattern it is made, over its own accounts: the first half of them, a third, … */
async function fillLinks(client: pg.Client): Promise<void> {
  await client.query(
    `INSERT INTO campaign_links SELECT (jsonb_populate_record(NULL::campaign_links, to_jsonb(l) || jsonb_build_object(
       'campaign_id', $1::text, 'run_id', c.run_id, 'members', $2::int))).*
       FROM campaign c, (SELECT * FROM campaign_links ORDER BY campaign_id LIMIT 1) l WHERE c.id = $1`,
    [LARGE, ACCOUNTS],
  );
  await client.query(
    'INSERT INTO campaign_link_account (campaign_id, rank, account_key) SELECT $1, n - 1, $2::bigint + n FROM generate_series(1, $3::int) n',
    [LARGE, FIRST_KEY, ACCOUNTS],
  );
  const { rows } = await client.query<{ position: number }>(
    'SELECT position FROM campaign_link WHERE campaign_id = (SELECT min(campaign_id) FROM campaign_links) ORDER BY position',
  );
  const sets = rows.map((_, i) =>
    Buffer.from(bitsOf(Array(Math.floor(ACCOUNTS / (i + 2))).keys(), ACCOUNTS)),
  );
  await client.query(
    `INSERT INTO campaign_link SELECT (jsonb_populate_record(NULL::campaign_link, to_jsonb(l) || jsonb_build_object(
       'campaign_id', $1::text, 'accounts', $2::int / (l.position + 2), 'members', s.members))).*
       FROM campaign_link l, unnest($3::int[], $4::bytea[]) s (position, members)
      WHERE l.campaign_id = (SELECT min(campaign_id) FROM campaign_links) AND l.position = s.position`,
    [LARGE, ACCOUNTS, rows.map(({ position }) => position), sets],
  );
}

/** Sessions by turns, so that the picture has the slant of a rotation. */
function marksOf(line: number, seconds: number) {
  const each = MARKS / LINES;
  return Array.from({ length: each }, (_, turn) => ({
    start: Math.floor(((turn + line / LINES) / each) * seconds * 0.99),
    length: 1_200,
    capability: turn % 13,
    pathway: line % 8,
    model: 0,
    exchanges: 1 + (turn % 9),
  }));
}
