import { z } from 'zod';
import { KEY_FROM, type KeyFrom, TARGET_KINDS, type TargetKind } from '@/lib/model/target';

const time = z.iso.datetime();

/** A target as it is shown: never its secret. */
export const targetOut = z.object({
  id: z.string(),
  kind: z.enum(TARGET_KINDS),
  name: z.string(),
  url: z.string().nullable(),
  key_from: z
    .enum(KEY_FROM)
    .nullable()
    .meta({ description: "litellm: what an account's id is there, a key, the alias of one, or a user." }),
  test: z.boolean().meta({ description: 'Its orders are marked as test and count for none.' }),
  per_second: z.number().int().nullable(),
  paused_at: time.nullable(),
  created_at: time,
  tested_at: time.nullable(),
  test_ok: z.boolean().nullable(),
  test_said: z.string().nullable(),
  held_until: time.nullable().meta({ description: 'It fails and is left alone until then.' }),
  held_why: z.string().nullable(),
  last_taken_at: time.nullable(),
  version: z.number().int(),
});

export type TargetOut = z.infer<typeof targetOut>;

/** A target of a list, with what waits for it and what it did not take. Counts end at {@link MOST_COUNTED}. */
export const targetItem = targetOut.extend({
  waiting: z.number().int(),
  waiting_since: time.nullable(),
  dead: z.number().int(),
  replaying: z.boolean().meta({ description: 'Its dead letters are about to be sent again.' }),
});

export type TargetItem = z.infer<typeof targetItem>;

/** Where counting of orders ends. */
export const MOST_COUNTED = 100_000;

export interface TargetRow {
  id: string;
  kind: TargetKind;
  name: string;
  url: string | null;
  secret: string | null;
  key_from: KeyFrom | null;
  test: boolean;
  per_second: number | null;
  paused_at: Date | null;
  removed_at: Date | null;
  created_at: Date;
  tested_at: Date | null;
  test_ok: boolean | null;
  test_said: string | null;
  version: number;
  failures: number;
  held_until: Date | null;
  held_why: string | null;
  next_send_at: Date | null;
  last_taken_at: Date | null;
  replay_before: Date | null;
  published: bigint;
}

export function targetView(row: TargetRow): TargetOut {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    url: row.url,
    key_from: row.key_from,
    test: row.test,
    per_second: row.per_second,
    paused_at: iso(row.paused_at),
    created_at: row.created_at.toISOString(),
    tested_at: iso(row.tested_at),
    test_ok: row.test_ok,
    test_said: row.test_said,
    held_until: iso(row.held_until),
    held_why: row.held_why,
    last_taken_at: iso(row.last_taken_at),
    version: row.version,
  };
}

/** What the audit log keeps of how a target is set: not its secret, and not how delivery goes. */
export function targetFacts(row: TargetRow): Record<string, unknown> {
  return {
    kind: row.kind,
    name: row.name,
    url: row.url,
    key_from: row.key_from,
    test: row.test,
    per_second: row.per_second,
    paused: row.paused_at !== null,
    version: row.version,
  };
}
