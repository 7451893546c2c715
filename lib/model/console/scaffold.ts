import { z } from 'zod';
import { CAPABILITIES } from '@/lib/model/capability';
import { pageOf } from '@/lib/model/page';

const time = z.iso.datetime();
const count = z.number().int().min(0);

/** One scaffold family of a campaign. */
export const scaffoldRow = z.object({
  id: z.string(),
  /** The constant part, slots as ⟨…⟩. */
  skeleton: z.string(),
  capability: z.enum(CAPABILITIES),
  /** Within the campaign. */
  accounts: count,
  exchanges: count,
  /** Of everybody who sends it. */
  all_accounts: count,
  all_exchanges: count,
  first_seen: time,
  last_seen: time,
  /** Exchanges of everybody by day, oldest first, over the last 28 days it was seen. */
  trend: z.array(count),
  /** How many masked examples can be revealed. */
  examples: count,
});

export const scaffoldPage = pageOf(scaffoldRow);

export const scaffoldExamples = z.object({ id: z.string(), examples: z.array(z.string()) });

export type ScaffoldRow = z.infer<typeof scaffoldRow>;
export type ScaffoldPage = z.infer<typeof scaffoldPage>;
export type ScaffoldExamples = z.infer<typeof scaffoldExamples>;
