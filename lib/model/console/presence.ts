import { z } from 'zod';
import { person } from './alert';

/** The sign of life of one window: its own random name and the alert whose review is open in it. */
export const presenceInput = z.object({
  tab: z.string().regex(/^[\w-]{1,64}$/),
  alert: z.string().min(1).max(200).nullable(),
});

/** Everybody else who has the console open, the alerts they look at, and the version of one's own alert by now. */
export const presence = z.object({
  here: z.array(person.extend({ alerts: z.array(z.string()) })),
  looking_at: z.object({ id: z.string(), version: z.number().int() }).nullable(),
});

export type Presence = z.infer<typeof presence>;
