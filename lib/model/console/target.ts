import type { DeliveryStatus, KeyFrom, TargetKind } from '@/lib/model/target';

/** Wire shapes of /api/v1/targets as the settings read them. Times are ISO strings. */
export interface TargetRow {
  id: string;
  kind: TargetKind;
  name: string;
  url: string | null;
  key_from: KeyFrom | null;
  /** Its orders are marked as test and count for none. */
  test: boolean;
  per_second: number | null;
  paused_at: string | null;
  created_at: string;
  tested_at: string | null;
  test_ok: boolean | null;
  test_said: string | null;
  held_until: string | null;
  held_why: string | null;
  last_taken_at: string | null;
  version: number;
  waiting: number;
  waiting_since: string | null;
  dead: number;
  replaying: boolean;
}

/** What a person says of a target; `secret` only when it is set anew. */
export interface TargetDraft {
  kind: TargetKind;
  name: string;
  url: string | null;
  secret?: string;
  key_from: KeyFrom | null;
  test: boolean;
  per_second: number | null;
}

export interface DeliveryRow {
  order_id: string;
  account_id: string;
  kind: string;
  test: boolean;
  status: DeliveryStatus;
  attempts: number;
  last_error: string | null;
  created_at: string;
  last_attempt_at: string | null;
  settled_at: string | null;
  due_at: string | null;
}
