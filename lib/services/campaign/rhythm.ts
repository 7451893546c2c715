import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { RhythmAnswer, RhythmExchanges, RhythmLine, RhythmLines } from '@/lib/model/console/rhythm';
import { RetortError } from '@/lib/model/errors';
import { MARK_BYTES, packMarks, UNKNOWN_PATHWAY } from '@/lib/model/marks';
import { cursorNumber, encodeCursor, readCursor } from '@/lib/model/page';
import {
  EXCHANGE_LINES,
  EXCHANGE_MARKS,
  EXCHANGE_SECONDS,
  RHYTHM_LINES,
  RHYTHM_MARKS,
  RHYTHM_SORTS,
  type RhythmSort,
} from '@/lib/model/rhythm';
import { defineQuery } from '@/lib/services/verb';
import type { RhythmOverview } from './draw-rhythm';

/** The picture of a campaign's rhythm without its lines; null while the worker has not drawn it. RetortError `not_found`. */
export const campaignRhythm = defineQuery({
  name: 'campaign.rhythm',
  right: 'read',
  input: z.object({ id: z.string().max(200) }),
  run: async ({ id }): Promise<RhythmAnswer> => {
    const { rows } = await getPool().query<{
      run_id: string;
      drawn: string | null;
      since: Date;
      until: Date;
      lines: number;
      marks: number;
      overview: RhythmOverview;
    }>(
      `SELECT c.run_id, r.run_id AS drawn, r.since, r.until, r.lines, r.marks, r.overview
         FROM campaign c LEFT JOIN campaign_rhythm r ON r.campaign_id = c.id WHERE c.id = $1`,
      [id],
    );
    const row = rows[0];
    if (!row) throw new RetortError('not_found', 'There is no such campaign.', { id });
    if (row.drawn === null) return { picture: null };
    return {
      picture: {
        ...row.overview,
        since: row.since.toISOString(),
        until: row.until.toISOString(),
        stale: row.drawn !== row.run_id,
        lines: row.lines,
        marks: row.marks,
      },
    };
  },
});

const RANKS: Record<RhythmSort, string> = {
  first: 'by_first',
  pool: 'by_pool',
  similarity: 'by_similarity',
};

interface LineRow {
  rank: number;
  id: string;
  pool: number;
  status: RhythmLine['status'];
  banned_at: Date | null;
  exchanges: number;
  turn: number | null;
  turn_spread: number | null;
  looks_innocent: string | null;
  marks: Buffer;
  /** Of the whole picture; ranks go from 0 up to it. */
  lines: number;
}

/** Lines of the picture in one of its orders, as many as a screen can draw: at most 2,000, or fewer when they are dense. */
export const campaignRhythmLines = defineQuery({
  name: 'campaign.rhythm-lines',
  right: 'read',
  input: z.object({
    id: z.string().max(200),
    sort: z.enum(RHYTHM_SORTS).default('first'),
    limit: z.coerce.number().int().min(1).max(RHYTHM_LINES).default(RHYTHM_LINES),
    cursor: z.string().max(2_000).optional(),
  }),
  run: async ({ id, sort, limit, cursor }): Promise<RhythmLines> => {
    const [after] = readCursor(cursor, [cursorNumber]);
    const rank = RANKS[sort];
    const { rows } = await getPool().query<LineRow>(
      `WITH page AS (
         SELECT l.*, sum(length(l.marks)) OVER (ORDER BY l.${rank}) AS bytes
           FROM (SELECT * FROM campaign_rhythm_line WHERE campaign_id = $1 AND ${rank} > $2 ORDER BY ${rank} LIMIT $3) l)
       SELECT p.${rank} AS rank, a.id, p.pool, a.status, p.banned_at, p.exchanges, p.turn, p.turn_spread, m.looks_innocent, p.marks, r.lines
         FROM page p JOIN campaign_rhythm r ON r.campaign_id = p.campaign_id JOIN account a ON a.key = p.account_key
         LEFT JOIN campaign_account m ON m.campaign_id = p.campaign_id AND m.account_key = p.account_key
        WHERE p.bytes <= ${RHYTHM_MARKS * MARK_BYTES} OR p.bytes = length(p.marks) ORDER BY 1`,
      [id, after ?? -1, limit],
    );
    const last = rows.at(-1);
    return {
      items: rows.map((row) => ({
        id: row.id,
        pool: row.pool,
        status: row.status,
        banned_at: row.banned_at?.toISOString() ?? null,
        exchanges: row.exchanges,
        marks: row.marks.length / MARK_BYTES,
        turn: row.turn,
        turn_spread: row.turn_spread,
        looks_innocent: row.looks_innocent,
      })),
      next_cursor: last && last.rank + 1 < last.lines ? encodeCursor([last.rank]) : null,
      from: rows[0]?.rank ?? 0,
      marks: Buffer.concat(rows.map(({ marks }) => marks)).toString('base64'),
    };
  },
});

const second = z.coerce.number().int().min(0);

/**
 * The single exchanges of some lines over a stretch of at most a day, each account's own rows by key. Times in seconds from
 * the start of the picture.
 */
export const campaignRhythmExchanges = defineQuery({
  name: 'campaign.rhythm-exchanges',
  right: 'read',
  input: z
    .object({
      id: z.string().max(200),
      sort: z.enum(RHYTHM_SORTS).default('first'),
      first: second,
      last: second,
      from: second,
      to: second,
    })
    .refine(({ from, to }) => to > from && to - from <= EXCHANGE_SECONDS, {
      path: ['to'],
      message: 'Single exchanges are shown for a day at most.',
    })
    .refine(({ first, last }) => last >= first && last - first < EXCHANGE_LINES, {
      path: ['last'],
      message: `Single exchanges are shown for ${EXCHANGE_LINES} lines at most.`,
    }),
  run: async ({ id, sort, first, last, from, to }): Promise<RhythmExchanges> => {
    const { rows } = await getPool().query<{
      line: number;
      second: number;
      capability: number;
      pathway: number | null;
      model: number;
    }>(
      `WITH picture AS (SELECT since, overview -> 'models' AS models FROM campaign_rhythm WHERE campaign_id = $1),
       numbered AS (
         SELECT m.key, (n.ordinality - 1)::int AS model
           FROM picture, jsonb_array_elements(models) WITH ORDINALITY n JOIN model m ON m.name = n.value ->> 'name')
       SELECT l.${RANKS[sort]} AS line, extract(epoch FROM e.occurred_at - p.since)::int AS second, e.capability, e.pathway,
              coalesce(n.model, 255) AS model
         FROM picture p
         JOIN campaign_rhythm_line l ON l.campaign_id = $1 AND l.${RANKS[sort]} BETWEEN $2 AND $3
         JOIN exchange e ON e.account_key = l.account_key
              AND e.occurred_at >= p.since + make_interval(secs => $4) AND e.occurred_at < p.since + make_interval(secs => $5)
         LEFT JOIN numbered n ON n.key = e.model_key
        ORDER BY 1, 2 LIMIT ${EXCHANGE_MARKS + 1}`,
      [id, first, last, from, to],
    );
    const shown = rows.slice(0, EXCHANGE_MARKS);
    const lines = new Array<number>(last - first + 1).fill(0);
    for (const { line } of shown) lines[line - first] = (lines[line - first] as number) + 1;
    const marks = shown.map((row) => ({
      start: row.second,
      length: 0,
      capability: row.capability,
      pathway: row.pathway ?? UNKNOWN_PATHWAY,
      model: row.model,
      exchanges: 1,
    }));
    return {
      first,
      from,
      to,
      lines,
      marks: Buffer.from(packMarks(marks)).toString('base64'),
      truncated: rows.length > EXCHANGE_MARKS,
    };
  },
});
