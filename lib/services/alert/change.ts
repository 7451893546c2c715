import { RetortError } from '@/lib/model/errors';
import { lockSeen } from '@/lib/services/conflict';
import type { VerbWork } from '@/lib/services/verb';

/** A row of `alert` as verbs need it. */
export interface AlertState {
  id: string;
  campaign_id: string;
  status: string;
  assignee_id: string | null;
  holder_id: string | null;
  held_until: Date | null;
  snoozed_until: Date | null;
  changed_at: Date | null;
  version: number;
}

const CHANGEABLE = ['assignee_id', 'holder_id', 'held_until', 'snoozed_until'] as const;
export type AlertChange = Partial<Pick<AlertState, (typeof CHANGEABLE)[number]>>;

/** Nobody holds it any more. */
export const LET_GO: AlertChange = { holder_id: null, held_until: null };

/** The open alert, locked, if it still has the version the caller looked at. RetortError `not_found`, `conflict`, `precondition`. */
export async function lockOpen(
  { tx, now }: Pick<VerbWork, 'tx' | 'now'>,
  id: string,
  seen: number,
): Promise<AlertState> {
  const row = await lockSeen<AlertState>(tx, 'alert', { key: id, id, seen, now });
  requireOpen(row);
  return row;
}

export function requireOpen({ status }: Pick<AlertState, 'status'>): void {
  if (status !== 'open') throw new RetortError('precondition', 'This alert is already decided.', { status });
}

/** Writes a change of a locked alert with its audit entry. Gives back the version that stands now. */
export async function changeAlert(
  { tx, now, audit }: Pick<VerbWork, 'tx' | 'now' | 'audit'>,
  before: AlertState,
  change: AlertChange,
): Promise<number> {
  const columns = CHANGEABLE.filter((column) => column in change);
  const sets = columns.map((column, index) => `${column} = $${index + 3}`);
  await tx.query(
    `UPDATE alert SET ${[...sets, 'changed_at = $2', 'version = version + 1'].join(', ')} WHERE id = $1`,
    [before.id, now, ...columns.map((column) => change[column] ?? null)],
  );
  const version = before.version + 1;
  audit({
    entity: 'alert',
    entityId: before.id,
    before: { ...said(before, columns), version: before.version },
    after: { ...said(change, columns), version },
  });
  return version;
}

function said(state: AlertChange, columns: readonly (keyof AlertChange)[]): Record<string, unknown> {
  return Object.fromEntries(
    columns.map((column) => {
      const value = state[column] ?? null;
      return [column, value instanceof Date ? value.toISOString() : value];
    }),
  );
}
