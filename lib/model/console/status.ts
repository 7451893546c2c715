import { z } from 'zod';

const time = z.iso.datetime();

/** What the light in the top bar says: whether records come in, how far behind they are, when detection last ran. */
export const consoleStatus = z.object({
  ingest: z
    .object({
      /** When the newest batch ended; null while it is still coming in. */
      last_batch_at: time.nullable(),
      /** Records a second over the batches of the last five minutes, or null when there was none. */
      records_per_second: z.number().nullable(),
      /** The newest record's own time, and how far it is behind the clock in seconds. */
      newest_at: time.nullable(),
      lag_seconds: z.number().nullable(),
    })
    .nullable(),
  last_run: z
    .object({
      id: z.string(),
      until: time,
      finished_at: time.nullable(),
      error: z.string().nullable(),
    })
    .nullable(),
  /** Counts for the rail. */
  open_alerts: z.number().int(),
  open_campaigns: z.number().int(),
});

/** Where something that was pasted leads. */
export const findHit = z.object({
  kind: z.enum(['account', 'campaign', 'indicator']),
  title: z.string(),
  detail: z.string(),
  href: z.string(),
});

export const findResult = z.object({ items: z.array(findHit) });

export type ConsoleStatus = z.infer<typeof consoleStatus>;
export type FindHit = z.infer<typeof findHit>;
export type FindResult = z.infer<typeof findResult>;
