import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { SOURCES, sourceOf } from '@/lib/ingest/sources/index';
import { TARGETS } from '@/lib/model/mapping';
import { defineQuery } from '@/lib/services/verb';

const RATE_MINUTES = 5;

const time = z.iso.datetime().nullable();

/** One source of records and how its intake goes. */
export const sourceItem = z
  .object({
    name: z.string(),
    title: z.string(),
    format: z.string(),
    mapped: z.boolean().meta({ description: 'Whether somebody saved a mapping for it.' }),
    version: z.number().int(),
    bodies: z.number().int().meta({ description: 'Bodies taken in since the beginning.' }),
    accepted: z.number().int(),
    duplicates: z.number().int(),
    rejected: z.number().int(),
    records_per_minute: z.number().meta({ description: 'Over the last five minutes.' }),
    waiting_bodies: z.number().int().meta({ description: 'At most 1,000 are counted.' }),
    waiting_bytes: z.number(),
    lag_seconds: z
      .number()
      .nullable()
      .meta({ description: 'How long the oldest body has been waiting; null when none is.' }),
    set_aside: z.number().int().meta({ description: 'Bodies that could not be taken in.' }),
    rejects: z.number().int().meta({ description: 'Rejected rows that are kept; at most 10,000.' }),
    last_received_at: time,
    newest_at: time.meta({ description: 'Time of its newest exchange.' }),
    lacks: z.array(z.object({ targets: z.array(z.enum(TARGETS)), why: z.string() })),
  })
  .meta({ id: 'Source' });

interface Row {
  name: string;
  format: string;
  mapped: boolean;
  version: number;
  bodies: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  rate: number;
  waiting_bodies: number;
  waiting_bytes: number;
  lag: number | null;
  set_aside: number;
  rejects: number;
  last_received_at: Date | null;
  newest_at: Date | null;
}

/** Every source that is built in, was added, or has sent: rate, lag, rejects, and what it cannot say. */
export const listSources = defineQuery({
  name: 'inbox.list',
  right: 'read',
  input: z.object({}),
  async run(_, __, now): Promise<{ items: z.infer<typeof sourceItem>[] }> {
    const { rows } = await getPool().query<Row>(LIST, [SOURCES.map(({ name }) => name), now]);
    const order = new Map(SOURCES.map(({ name }, i) => [name, i]));
    const place = (name: string) => order.get(name) ?? order.size;
    return {
      items: rows
        .sort((a, b) => place(a.name) - place(b.name) || (a.name < b.name ? -1 : 1))
        .map(({ rate, lag, last_received_at, newest_at, ...row }) => {
          const format = sourceOf(row.format);
          return {
            ...row,
            title: row.name === format.name ? format.title : row.name,
            records_per_minute: rate,
            lag_seconds: lag,
            last_received_at: last_received_at?.toISOString() ?? null,
            newest_at: newest_at?.toISOString() ?? null,
            lacks: format.lacks.map(({ targets, why }) => ({ targets: [...targets], why })),
          };
        }),
    };
  },
});

const LIST = `
  SELECT n.name, coalesce(s.format, n.name) AS format, s.profile IS NOT NULL AS mapped, coalesce(s.version, 1) AS version,
         coalesce(s.bodies, 0)::float8 AS bodies, coalesce(s.accepted, 0)::float8 AS accepted,
         coalesce(s.duplicates, 0)::float8 AS duplicates, coalesce(s.rejected, 0)::float8 AS rejected,
         s.last_received_at, s.newest_at, rate.per_minute AS rate,
         w.bodies AS waiting_bodies, w.bytes AS waiting_bytes, w.lag, aside.count AS set_aside, kept.count AS rejects
    FROM (SELECT unnest($1::text[]) AS name UNION SELECT name FROM source) n
    LEFT JOIN source s USING (name)
   CROSS JOIN LATERAL (
     SELECT coalesce(sum(accepted + duplicates), 0)::float8 / ${RATE_MINUTES} AS per_minute FROM source_minute m
      WHERE m.source = n.name AND m.minute > $2::timestamptz - interval '${RATE_MINUTES} minutes' AND m.minute <= $2) rate
   CROSS JOIN LATERAL (
     SELECT count(*)::int AS bodies, coalesce(sum(size), 0)::float8 AS bytes, extract(epoch FROM $2 - min(received_at))::float8 AS lag
       FROM (SELECT size, received_at FROM inbox i WHERE i.source = n.name AND aside_at IS NULL ORDER BY id LIMIT 1000) first) w
   CROSS JOIN LATERAL (
     SELECT count(*)::int AS count FROM (SELECT FROM inbox i WHERE i.source = n.name AND aside_at IS NOT NULL LIMIT 1000) a) aside
   CROSS JOIN LATERAL (
     SELECT count(*)::int AS count FROM (SELECT FROM inbox_reject r WHERE r.source = n.name LIMIT 10000) k) kept`;
