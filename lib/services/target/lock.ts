import type { PoolClient } from 'pg';
import { RetortError } from '@/lib/model/errors';
import { lockSeen } from '@/lib/services/conflict';
import type { TargetRow } from './row';

/** The target, locked, if it still stands and has the version that was looked at. RetortError `not_found` or `conflict`. */
export async function lockTarget(
  tx: PoolClient,
  { id, seen, now }: { id: string; seen: number; now: Date },
): Promise<TargetRow> {
  const row = await lockSeen<TargetRow>(tx, 'target', { key: id, id, seen, now });
  if (row.removed_at) throw noTarget(id);
  return row;
}

export function noTarget(id: string): RetortError {
  return new RetortError('not_found', `There is no target ${id}.`, { entity: 'target', id });
}
