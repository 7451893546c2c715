import { z } from 'zod';

/** Whether Stripe can send here, and what became of what it sent. Nothing of the secret. */
export const stripeOut = z
  .object({
    set_up: z.boolean(),
    account_key: z.string(),
    version: z.number().int(),
    changed_by: z.string().nullable(),
    changed_at: z.iso.datetime().nullable(),
    events: z.array(
      z.object({
        type: z.string(),
        outcome: z.string().meta({ description: 'taken, known, ignored or unplaced' }),
        events: z.number(),
        last_at: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'Stripe' });
export type StripeOut = z.infer<typeof stripeOut>;
