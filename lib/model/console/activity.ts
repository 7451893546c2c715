import { z } from 'zod';
import { ACTIVITY_SCOPES } from '@/lib/model/activity';
import { pageInput, pageOf } from '@/lib/model/page';

export const activityFilter = pageInput.extend({ scope: z.enum(ACTIVITY_SCOPES).default('all') });

/** One thing that happened to a campaign: found by a run, done by a person, or a note. */
export const activityItem = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  kind: z.string(),
  /** Who did it; null for Retort itself. */
  actor: z.string().nullable(),
  summary: z.string(),
  /** The account it is about, where it is about one. */
  account_id: z.string().nullable(),
  /** How many accounts it is about, where it is about several. */
  accounts: z.number().int().nullable(),
  /** The other campaign it speaks of: merged with, split into or from, a duplicate of. */
  campaign: z.object({ id: z.string(), title: z.string() }).nullable(),
  /** The decision it tells of, and the kind of decision that was taken back. */
  decision_id: z.string().nullable(),
  undone: z.string().nullable(),
  /** Names that a note calls. */
  mentions: z.array(z.string()),
});

export const activityPage = pageOf(activityItem);

export type ActivityItem = z.infer<typeof activityItem>;
export type ActivityPage = z.infer<typeof activityPage>;
