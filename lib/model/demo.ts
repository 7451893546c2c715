import { z } from 'zod';

const n = z.number().int();
const time = z.iso.datetime();

const demoTask = z.object({
  kind: z.enum(['remove', 'load']),
  status: z.enum(['waiting', 'running', 'done', 'failed']),
  progress: z.number(),
  trouble: z.string().nullable(),
  reason: z.string().nullable(),
  requested_by: z.string(),
  requested_at: time,
  finished_at: time.nullable(),
});

/** How much of the demonstration world is there, and what is being done about it. */
export const demoOut = z.object({
  accounts: n,
  exchanges: n,
  campaigns: n,
  first_at: time.nullable(),
  last_at: time.nullable(),
  others: n.meta({ description: 'Accounts that are not of the demonstration.' }),
  task: demoTask.nullable(),
});

export type DemoOut = z.infer<typeof demoOut>;
