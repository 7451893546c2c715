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
  waiting_batches: z.number().int(),
});

/** Where something that was pasted leads. */
export const findHit = z.object({
  kind: z.enum(['account', 'campaign', 'indicator', 'scaffold', 'order', 'compare']),
  title: z.string(),
  detail: z.string(),
  href: z.string(),
});

/** What a pasted prompt turned out to be: of a known family, with a known system prompt only, or sent by nobody known. */
export const textVerdict = z.object({
  says: z.enum(['family', 'system', 'nobody']),
  scaffold: z.string().nullable(),
  campaign: z.string().nullable(),
  /** Further families that hold some of its keys. */
  more: z.number().int(),
});

export const foundText = z.object({ items: z.array(findHit), verdict: textVerdict });

/** `verdict` null when the text is too short to be a prompt. */
export const findResult = z.object({ items: z.array(findHit), verdict: textVerdict.nullable() });

export type ConsoleStatus = z.infer<typeof consoleStatus>;
export type FindHit = z.infer<typeof findHit>;
export type TextVerdict = z.infer<typeof textVerdict>;
export type FoundText = z.infer<typeof foundText>;
export type FindResult = z.infer<typeof findResult>;
