import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import type { RhythmAnswer, RhythmLine, RhythmLines } from '@/lib/model/console/rhythm';
import { RetortError } from '@/lib/model/errors';
import { MARK_BYTES } from '@/lib/model/marks';
import { cursorNumber, encodeCursor, readCursor } from '@/lib/model/page';
import { RHYTHM_LINES, RHYTHM_MARKS, RHYTHM_SORTS, type RhythmSort } from '@/lib/model/rhythm';
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
       SELECT p.${rank} AS rank, a.id, p.pool, a.status, p.banned_at, p.exchanges, p.turn, p.turn_spread, m.looks_innocent, p.marks
         FROM page p JOIN account a ON a.key = p.account_key
         LEFT JOIN campaign_account m ON m.campaign_id = p.campaign_id AND m.account_key = p.account_key
        WHERE p.bytes <= ${RHYTHM_MARKS * MARK_BYTES} OR p.bytes = length(p.marks) ORDER BY 1`,
      [id, after ?? -1, limit],
    );
    const last = rows.at(-1);
    const { rows: more } = await getPool().query<{ more: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM campaign_rhythm_line WHERE campaign_id = $1 AND ${rank} > $2) AS more`,
      [id, last?.rank ?? 0],
    );
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
      next_cursor: last && more[0]?.more ? encodeCursor([last.rank]) : null,
      from: rows[0]?.rank ?? 0,
      marks: Buffer.concat(rows.map(({ marks }) => marks)).toString('base64'),
    };
  },
});
