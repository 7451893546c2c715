import type { PoolClient } from 'pg';
import { transaction } from '@/lib/db/pool';
import { HANDOVER_REACH, type Line, measuresOf } from '@/lib/detect/raster/measures';
import { ranksOf, similarityRanks } from '@/lib/detect/raster/order';
import { poolsOf, wavesOf } from '@/lib/detect/raster/pools';
import { quantile } from '@/lib/detect/statistics';
import { RECEIVED } from '@/lib/detect/store';
import type { RhythmPicture } from '@/lib/model/console/rhythm';
import { type Mark, packMarks, UNKNOWN_PATHWAY } from '@/lib/model/marks';

/** The window of campaigns that no run has found: those that received indicators raised. */
const USUAL_DAYS = 30;
/** A pause that ends a mark. */
const PAUSE_SECONDS = 1_800;
const MOST_PEERS = 300;
const ENOUGH_PEERS = 100;
const STRIP_STEPS = 400;
const STRIP_SECONDS = [900, 1_800, 3_600, 7_200, 10_800, 21_600, 86_400];

/** What of the picture is stored beside its lines. */
export type RhythmOverview = Omit<RhythmPicture, 'since' | 'until' | 'stale' | 'lines' | 'marks'>;

interface Drawn {
  key: bigint;
  marks: Mark[];
  bannedAt: number | null;
}

/**
 * Draws the rhythm of a campaign over the window of the run that found it: a line for each account, its ranks, and what
 * stands beside them. Derived from records and the campaign alone, so it may be drawn again at any time. Does nothing
 * when the campaign or its run is gone.
 */
export async function drawRhythm(id: string): Promise<void> {
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ run_id: string; since: Date; until: Date; alike: string[] }>(
      `SELECT c.run_id, coalesce(r.until, c.last_seen) - make_interval(days => coalesce(r.window_days, ${USUAL_DAYS})) AS since,
              coalesce(r.until, c.last_seen) AS until
         FROM campaign c LEFT JOIN detection_run r ON r.id = c.run_id
        WHERE c.id = $1 AND (r.id IS NOT NULL OR c.run_id = $2)`,
      [id, RECEIVED],
    );
    const run = rows[0];
    if (!run) return;
    const models = new Models();
    const members = await readLines(tx, MEMBERS, id, run, models);
    const peers = await readPeers(tx, id, run, models);
    const firstOf = ({ marks }: Drawn) => marks[0]?.start ?? Number.MAX_SAFE_INTEGER;
    members.sort((a, b) => firstOf(a) - firstOf(b) || (a.key < b.key ? -1 : 1));
    const lives = members.map((line) => ({ first: firstOf(line), bannedAt: line.bannedAt }));
    const waves = wavesOf(lives);
    const pools = poolsOf(lives, waves);
    const span = (run.until.getTime() - run.since.getTime()) / 1_000;
    const releases = await models.releases(tx, run);
    const released = lastUsed(releases, members);
    const releasedAt = released === null ? null : (releases[released]?.at ?? null);
    const lineOf = ({ marks }: Drawn): Line => ({
      starts: marks.map(({ start }) => start),
      released: marks.map(({ model }) => model === released),
    });
    const overview: RhythmOverview = {
      models: releases.map(({ name, releasedAt: at }) => ({
        name,
        released_at: at?.toISOString() ?? null,
      })),
      released,
      pools: countsOf(pools).map((accounts) => ({ accounts })),
      waves: waves.map(({ at, accounts }) => ({
        at: new Date(run.since.getTime() + at * 1_000).toISOString(),
        accounts,
      })),
      strip: stripOf(members, pools, span),
      measures: measuresOf({
        lines: members.map(lineOf),
        peers: peers.map(lineOf),
        waves,
        firsts: await firstsOf(tx, run, waves),
        releasedAt,
      }),
      peers: {
        lines: peers.map(({ marks }) => marks.length),
        marks: Buffer.from(packMarks(peers.flatMap(({ marks }) => marks))).toString('base64'),
      },
    };
    await write(tx, id, run, overview, members, pools, span);
  });
}

interface Run {
  run_id: string;
  since: Date;
  until: Date;
}

/** Members of the campaign. */
const MEMBERS = 'SELECT account_key FROM campaign_account WHERE campaign_id = $1';
/**
 * Accounts in no campaign, on the plans of the members and with as much traffic as the middle of them, give or take a factor.
 * Keys are hashes, so their order is chance.
 */
const peersWithin = (factor: number) => `
  SELECT a.key AS account_key FROM account a,
         (SELECT percentile_disc(0.1) WITHIN GROUP (ORDER BY b.exchanges) AS low, percentile_disc(0.9) WITHIN GROUP (ORDER BY b.exchanges) AS high,
                 array_agg(DISTINCT coalesce(b.plan, '')) AS plans
            FROM campaign_account m JOIN account b ON b.key = m.account_key WHERE m.campaign_id = $1) alike
   WHERE coalesce(a.plan, '') = ANY (alike.plans) AND a.exchanges BETWEEN alike.low / ${factor} AND alike.high * ${factor} AND a.last_seen > $2
     AND NOT EXISTS (SELECT 1 FROM campaign_account m WHERE m.account_key = a.key)
   ORDER BY a.key LIMIT ${MOST_PEERS}`;

/** Volumes are taken ever wider until there are enough to compare with. */
async function readPeers(tx: PoolClient, id: string, run: Run, models: Models): Promise<Drawn[]> {
  let peers: Drawn[] = [];
  for (const factor of [1, 3, 10]) {
    peers = (await readLines(tx, peersWithin(factor), id, run, models)).filter(
      ({ marks }) => marks.length > 0,
    );
    if (peers.length >= ENOUGH_PEERS) break;
  }
  return peers;
}

interface LineRow {
  account_key: bigint;
  banned_at: Date | null;
  starts: number[] | null;
  lengths: number[];
  exchanges: number[];
  capabilities: number[];
  pathways: number[];
  models: string[];
}

/** The lines of some accounts: runs of exchanges of one session, ended by half an hour without any. */
async function readLines(
  tx: PoolClient,
  accounts: string,
  id: string,
  { since, until }: Run,
  models: Models,
): Promise<Drawn[]> {
  const { rows } = await tx.query<LineRow>(
    `WITH who AS MATERIALIZED (${accounts}),
     e AS (
       SELECT account_key, coalesce(session_key, 0) AS session, extract(epoch FROM occurred_at - $2::timestamptz)::int AS second,
              capability, pathway, model_key
         FROM who JOIN exchange USING (account_key) WHERE occurred_at > $2 AND occurred_at <= $3),
     g AS (
       SELECT *, CASE WHEN second - lag(second) OVER w > ${PAUSE_SECONDS} THEN 1 ELSE 0 END AS pause FROM e
       WINDOW w AS (PARTITION BY account_key, session ORDER BY second)),
     r AS (SELECT *, sum(pause) OVER (PARTITION BY account_key, session ORDER BY second ROWS UNBOUNDED PRECEDING) AS part FROM g),
     marks AS (
       SELECT account_key, min(second) AS start, max(second) - min(second) AS length, count(*)::int AS exchanges,
              mode() WITHIN GROUP (ORDER BY capability) AS capability, coalesce(mode() WITHIN GROUP (ORDER BY pathway), ${UNKNOWN_PATHWAY}) AS pathway,
              mode() WITHIN GROUP (ORDER BY model_key) AS model
         FROM r GROUP BY account_key, session, part),
     lines AS (
       SELECT account_key, array_agg(start ORDER BY start, length, capability) AS starts, array_agg(length ORDER BY start, length, capability) AS lengths,
              array_agg(exchanges ORDER BY start, length, capability) AS exchanges, array_agg(capability ORDER BY start, length, capability) AS capabilities,
              array_agg(pathway ORDER BY start, length, capability) AS pathways, array_agg(model::text ORDER BY start, length, capability) AS models
         FROM marks GROUP BY account_key)
     SELECT who.account_key, l.starts, l.lengths, l.exchanges, l.capabilities, l.pathways, l.models,
            (SELECT min(v.occurred_at) FROM account_event v
              WHERE v.account_key = who.account_key AND v.kind IN ('banned', 'suspended') AND v.occurred_at > $2 AND v.occurred_at <= $3) AS banned_at
       FROM who LEFT JOIN lines l USING (account_key) ORDER BY who.account_key`,
    [id, since, until],
  );
  return rows.map((row) => ({
    key: row.account_key,
    bannedAt: row.banned_at ? (row.banned_at.getTime() - since.getTime()) / 1_000 : null,
    marks: (row.starts ?? []).map((start, i) => ({
      start: Math.max(0, start),
      length: row.lengths[i] as number,
      exchanges: row.exchanges[i] as number,
      capability: row.capabilities[i] as number,
      pathway: row.pathways[i] as number,
      model: models.number(row.models[i] as string),
    })),
  }));
}

/** Numbers for models, in the order they are met. */
class Models {
  private readonly numbers = new Map<string, number>();

  number(key: string): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.numbers.size);
    return this.numbers.size - 1;
  }

  /** Names and releases by number; `at` in seconds from the start of the picture. */
  async releases(
    tx: PoolClient,
    { since, until }: Run,
  ): Promise<{ name: string; releasedAt: Date | null; at: number | null }[]> {
    const keys = [...this.numbers.keys()];
    const { rows } = await tx.query<{ name: string; released_at: Date | null }>(
      `SELECT coalesce(m.name, 'unknown') AS name, m.released_at
         FROM unnest($1::bigint[]) WITH ORDINALITY k(key, n) LEFT JOIN model m ON m.key = k.key ORDER BY k.n`,
      [keys],
    );
    return rows.map(({ name, released_at: at }) => ({
      name,
      releasedAt: at,
      at: at && at > since && at <= until ? (at.getTime() - since.getTime()) / 1_000 : null,
    }));
  }
}

/** The model that was released last within the picture and that members used. */
function lastUsed(releases: readonly { at: number | null }[], members: readonly Drawn[]): number | null {
  const used = new Set(members.flatMap(({ marks }) => marks.map(({ model }) => model)));
  let last: number | null = null;
  releases.forEach(({ at }, i) => {
    if (at !== null && used.has(i) && (last === null || at > (releases[last]?.at ?? 0))) last = i;
  });
  return last;
}

function countsOf(pools: readonly number[]): number[] {
  const counts: number[] = [];
  for (const pool of pools) {
    while (counts.length <= pool) counts.push(0);
    counts[pool] = (counts[pool] as number) + 1;
  }
  return counts;
}

function stripOf(members: readonly Drawn[], pools: readonly number[], span: number): RhythmOverview['strip'] {
  const step =
    STRIP_SECONDS.find((seconds) => span / seconds <= STRIP_STEPS) ?? (STRIP_SECONDS.at(-1) as number);
  const steps = Math.ceil(span / step);
  const counts = countsOf(pools).map(() => new Array<number>(steps).fill(0));
  members.forEach(({ marks }, i) => {
    const own = counts[pools[i] as number] as number[];
    for (const { start } of marks) {
      const at = Math.min(steps - 1, Math.floor(start / step));
      own[at] = (own[at] as number) + 1;
    }
  });
  return { step_seconds: step, pools: counts };
}

/** First exchanges of all accounts in the window, and how many of them fell into the hours after a wave of bans. */
async function firstsOf(
  tx: PoolClient,
  { since, until }: Run,
  waves: readonly { at: number }[],
): Promise<{ all: number; afterWave: number }> {
  const { rows } = await tx.query<{ all: number; after_wave: number }>(
    `SELECT count(*)::int AS all,
            count(*) FILTER (WHERE EXISTS (SELECT 1 FROM unnest($3::float8[]) w
              WHERE extract(epoch FROM a.first_seen - $1::timestamptz) BETWEEN w AND w + ${HANDOVER_REACH}))::int AS after_wave
       FROM account a WHERE a.first_seen > $1 AND a.first_seen <= $2`,
    [since, until, waves.map(({ at }) => at)],
  );
  return { all: rows[0]?.all ?? 0, afterWave: rows[0]?.after_wave ?? 0 };
}

async function write(
  tx: PoolClient,
  id: string,
  { run_id, since, until }: Run,
  overview: RhythmOverview,
  members: readonly Drawn[],
  pools: readonly number[],
  span: number,
): Promise<void> {
  const marks = members.reduce((sum, line) => sum + line.marks.length, 0);
  await tx.query('DELETE FROM campaign_rhythm WHERE campaign_id = $1', [id]);
  await tx.query(
    `INSERT INTO campaign_rhythm (campaign_id, run_id, since, until, lines, marks, overview) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, run_id, since, until, members.length, marks, JSON.stringify(overview)],
  );
  const byPool = ranksOf(
    members.map((_, i) => i).sort((a, b) => (pools[a] as number) - (pools[b] as number) || a - b),
  );
  const alike = similarityRanks(
    members.map((line) => line.marks.map(({ start }) => start)),
    span,
  );
  const turns = members.map(({ marks: own }) => turnOf(own));
  await tx.query(
    `INSERT INTO campaign_rhythm_line (campaign_id, account_key, pool, by_first, by_pool, by_similarity, exchanges, turn, turn_spread, banned_at, marks)
     SELECT $1, * FROM unnest($2::bigint[], $3::smallint[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[], $9::int[], $10::timestamptz[], $11::bytea[])`,
    [
      id,
      members.map(({ key }) => key),
      pools,
      members.map((_, i) => i),
      byPool,
      alike,
      members.map((line) => line.marks.reduce((sum, { exchanges }) => sum + exchanges, 0)),
      turns.map((turn) => turn?.median ?? null),
      turns.map((turn) => turn?.spread ?? null),
      members.map(({ bannedAt }) =>
        bannedAt === null ? null : new Date(since.getTime() + bannedAt * 1_000),
      ),
      members.map((line) => Buffer.from(packMarks(line.marks))),
    ],
  );
}

/** Median pause between the starts of two marks, and half of the middle half of them as its spread, in seconds. */
function turnOf(marks: readonly Mark[]): { median: number; spread: number } | null {
  if (marks.length < 4) return null;
  const gaps = marks.slice(1).map(({ start }, i) => start - (marks[i] as Mark).start);
  return {
    median: Math.round(quantile(gaps, 0.5)),
    spread: Math.round((quantile(gaps, 0.75) - quantile(gaps, 0.25)) / 2),
  };
}
