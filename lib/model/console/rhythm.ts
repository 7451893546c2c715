import { z } from 'zod';
import { pageOf } from '@/lib/model/page';
import { ACCOUNT_STATUSES } from '@/lib/model/records';
import { RHYTHM_MEASURES } from '@/lib/model/rhythm';

const time = z.iso.datetime();
const count = z.number().int().min(0);

/** The picture as a whole; null while the worker has not drawn it yet. */
export const rhythmPicture = z.object({
  since: time,
  until: time,
  /** Whether a later run found the campaign since; the worker draws it anew. */
  stale: z.boolean(),
  lines: count,
  marks: count,
  /** By the number marks name them with. */
  models: z.array(z.object({ name: z.string(), released_at: time.nullable() })),
  /** The model that was released last while the campaign used it, as a position in `models`. */
  released: count.nullable(),
  pools: z.array(z.object({ accounts: count })),
  /** Bans that fell together. */
  waves: z.array(z.object({ at: time, accounts: count })),
  /** Sessions over time by pool, from `since` in equal steps. */
  strip: z.object({ step_seconds: count, pools: z.array(z.array(count)) }),
  /** Each beside the middle nine tenths of samples of unrelated accounts. */
  measures: z.array(
    z.object({ name: z.enum(RHYTHM_MEASURES), value: z.number(), low: z.number(), high: z.number() }),
  ),
  /** Unrelated accounts of the same plans and volumes: marks a line, and all of them packed (lib/model/marks.ts). */
  peers: z.object({ lines: z.array(count), marks: z.string() }),
});

export const rhythmAnswer = z.object({ picture: rhythmPicture.nullable() });

export const rhythmLine = z.object({
  id: z.string(),
  pool: count,
  status: z.enum(ACCOUNT_STATUSES),
  banned_at: time.nullable(),
  exchanges: count,
  /** How many of the page's marks are its own. */
  marks: count,
  /** Median pause between two sessions and its spread, in seconds. */
  turn: count.nullable(),
  turn_spread: count.nullable(),
  looks_innocent: z.string().nullable(),
});

/** Some lines in order, and their marks one line after the other, packed. */
export const rhythmLines = pageOf(rhythmLine).extend({ from: count, marks: z.string() });

/** Single exchanges: how many each line has from `first` on, and all of them packed as marks without length. */
export const rhythmExchanges = z.object({
  first: count,
  from: count,
  to: count,
  lines: z.array(count),
  marks: z.string(),
  /** Whether there are more than can be drawn. */
  truncated: z.boolean(),
});

export type RhythmExchanges = z.infer<typeof rhythmExchanges>;
export type RhythmPicture = z.infer<typeof rhythmPicture>;
export type RhythmAnswer = z.infer<typeof rhythmAnswer>;
export type RhythmLine = z.infer<typeof rhythmLine>;
export type RhythmLines = z.infer<typeof rhythmLines>;
