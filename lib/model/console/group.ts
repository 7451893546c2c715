import { z } from 'zod';
import { pageInput, pageOf } from '@/lib/model/page';
import { ACCOUNT_STATUSES } from '@/lib/model/words';

const time = z.iso.datetime();

export const excludedFilter = pageInput;

/** An account that a person took out of a campaign, or reinstated. */
export const excludedRow = z.object({
  id: z.string(),
  status: z.enum(ACCOUNT_STATUSES),
  kind: z.enum(['excluded', 'reinstated']),
  reason: z.string(),
  actor: z.string(),
  excluded_at: time,
  /** Why it was listed then, and what it had sent. */
  reasons: z.array(z.string()),
  harvest_exchanges: z.number().int(),
  /** A run lists it again, because more is known of it. */
  listed_again: z.boolean(),
});

export const excludedPage = pageOf(excludedRow);

/** Something that concerns the person who asks: a note that calls them, or the last that happened to a campaign they watch. */
export const concern = z.object({
  id: z.string(),
  at: time,
  kind: z.string(),
  actor: z.string().nullable(),
  summary: z.string(),
  campaign: z.object({ id: z.string(), title: z.string() }),
  calls_you: z.boolean(),
  /** Of a campaign that they watch: how much happened since they last looked. */
  unseen: z.number().int(),
});

export const concerns = z.object({ items: z.array(concern) });

export type ExcludedRow = z.infer<typeof excludedRow>;
export type ExcludedPage = z.infer<typeof excludedPage>;
export type Concern = z.infer<typeof concern>;
export type Concerns = z.infer<typeof concerns>;
