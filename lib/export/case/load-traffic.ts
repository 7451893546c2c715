import type { PoolClient } from 'pg';
import { capabilityAt } from '@/lib/model/capability';
import { unpackMarks } from '@/lib/model/marks';
import { PATHWAYS } from '@/lib/model/words';
import type {
  CaseAccountEvents,
  CaseModel,
  CasePathway,
  CaseRhythm,
  CaseRhythmLine,
  CaseTraffic,
} from './model';

const MOST_LINES = 120;
const MOST_SESSIONS = 400;

export async function readTraffic(tx: PoolClient, id: string): Promise<CaseTraffic[]> {
  const { rows } = await tx.query<Omit<CaseTraffic, 'capability'> & { capability: number }>(
    `SELECT to_char(hour AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, capability, sum(exchanges)::float8 AS exchanges,
            sum(harvest)::float8 AS harvest
       FROM campaign_hour WHERE campaign_id = $1 GROUP BY 1, 2 ORDER BY 1, 2`,
    [id],
  );
  return rows.map((row) => ({ ...row, capability: capabilityAt(row.capability) }));
}

export async function readModels(tx: PoolClient, id: string): Promise<CaseModel[]> {
  const { rows } = await tx.query<{ name: string; released_at: Date | null; exchanges: number; since: Date }>(
    `SELECT m.name, m.released_at, sum(h.exchanges)::float8 AS exchanges, min(h.hour) AS since
       FROM campaign_hour h JOIN model m ON m.key = h.model_key
      WHERE h.campaign_id = $1 GROUP BY m.key ORDER BY 3 DESC, 1`,
    [id],
  );
  return rows.map((row) => ({
    ...row,
    released_at: row.released_at?.toISOString() ?? null,
    since: row.since.toISOString(),
  }));
}

/** Accounts by the pathway they signed up on, traffic by the one it came in on. */
export async function readPathways(tx: PoolClient, id: string): Promise<CasePathway[]> {
  const accounts = await tx.query<{ pathway: string; n: number }>(
    `SELECT coalesce(a.pathway, 'unknown') AS pathway, count(*)::int AS n
       FROM campaign_account m JOIN account a ON a.key = m.account_key WHERE m.campaign_id = $1 GROUP BY 1`,
    [id],
  );
  const traffic = await tx.query<{ pathway: number; n: number }>(
    'SELECT pathway, sum(exchanges)::float8 AS n FROM campaign_hour WHERE campaign_id = $1 GROUP BY 1',
    [id],
  );
  const found = new Map<string, CasePathway>();
  const of = (pathway: string) => {
    const row = found.get(pathway) ?? { pathway, accounts: 0, exchanges: 0 };
    found.set(pathway, row);
    return row;
  };
  for (const { pathway, n } of accounts.rows) of(pathway).accounts += n;
  for (const { pathway, n } of traffic.rows) of(PATHWAYS[pathway] ?? 'unknown').exchanges += n;
  return [...found.values()].sort(
    (a, b) => b.accounts - a.accounts || b.exchanges - a.exchanges || (a.pathway < b.pathway ? -1 : 1),
  );
}

export async function readAccountEvents(tx: PoolClient, id: string): Promise<CaseAccountEvents[]> {
  const { rows } = await tx.query<CaseAccountEvents>(
    `SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, kind, count(DISTINCT account_key)::int AS accounts
       FROM (SELECT m.account_key, a.created_at AS at, 'signed_up' AS kind
               FROM campaign_account m JOIN account a ON a.key = m.account_key
              WHERE m.campaign_id = $1 AND a.created_at IS NOT NULL
             UNION ALL
             SELECT m.account_key, e.occurred_at, e.kind
               FROM campaign_account m JOIN account_event e ON e.account_key = m.account_key WHERE m.campaign_id = $1) happened
      GROUP BY 1, 2 ORDER BY 1, 2`,
    [id],
  );
  return rows;
}

/** The picture that the worker drew: the lines with the most exchanges, in the order of their first activity. */
export async function readRhythm(tx: PoolClient, id: string): Promise<CaseRhythm | null> {
  const { rows } = await tx.query<{
    since: Date;
    until: Date;
    lines: number;
    overview: { measures?: CaseRhythm['measures']; waves?: CaseRhythm['waves'] };
  }>('SELECT since, until, lines, overview FROM campaign_rhythm WHERE campaign_id = $1', [id]);
  const picture = rows[0];
  if (!picture) return null;
  const lines = await tx.query<{ pool: number; banned_at: Date | null; marks: Buffer }>(
    `SELECT pool, banned_at, marks FROM (
       SELECT * FROM campaign_rhythm_line WHERE campaign_id = $1 ORDER BY exchanges DESC, by_first LIMIT ${MOST_LINES}) l
      ORDER BY by_first`,
    [id],
  );
  return {
    since: picture.since.toISOString(),
    until: picture.until.toISOString(),
    accounts: picture.lines,
    lines: lines.rows.map((row) => lineOf(row)),
    measures: picture.overview.measures ?? [],
    waves: picture.overview.waves ?? [],
  };
}

/** Neighbouring sessions are drawn as one where there are too many to tell apart. */
function lineOf({
  pool,
  banned_at,
  marks,
}: {
  pool: number;
  banned_at: Date | null;
  marks: Buffer;
}): CaseRhythmLine {
  const { length, starts, lengths } = unpackMarks(marks);
  const each = Math.max(1, Math.ceil(length / MOST_SESSIONS));
  const sessions: [number, number][] = [];
  for (let i = 0; i < length; i += each) {
    const last = Math.min(length, i + each) - 1;
    const start = starts[i] as number;
    sessions.push([start, (starts[last] as number) + (lengths[last] as number) - start]);
  }
  return { pool, banned_at: banned_at?.toISOString() ?? null, sessions };
}
