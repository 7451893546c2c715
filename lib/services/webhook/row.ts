import { z } from 'zod';

/** Retort delivers to one webhook; this is its id. */
export const WEBHOOK_ID = 'default';

/** The webhook as it is shown: never its secret. */
export const webhookOut = z.object({
  id: z.string(),
  url: z.string(),
  enabled: z.boolean(),
  created_at: z.iso.datetime(),
  tested_at: z.iso.datetime().nullable(),
  test_ok: z.boolean().nullable(),
  test_said: z.string().nullable(),
  version: z.number().int(),
});

export type WebhookOut = z.infer<typeof webhookOut>;

export interface WebhookRow {
  id: string;
  url: string;
  secret: string;
  enabled: boolean;
  created_at: Date;
  tested_at: Date | null;
  test_ok: boolean | null;
  test_said: string | null;
  version: number;
}

export function webhookView({ secret: _, created_at, tested_at, ...row }: WebhookRow): WebhookOut {
  return { ...row, created_at: created_at.toISOString(), tested_at: tested_at?.toISOString() ?? null };
}
