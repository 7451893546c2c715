import type { PoolClient } from 'pg';
import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import {
  type Backtest,
  type BacktestPart,
  canonicalConfig,
  configWarnings,
  type DetectorConfig,
  type DetectorItem,
  type DetectorState,
} from '@/lib/model/detector';
import { RetortError } from '@/lib/model/errors';
import { lockSeen } from '@/lib/services/conflict';

export interface DetectorRow {
  id: string;
  number: number;
  state: DetectorState;
  config: DetectorConfig;
  note: string;
  made_by: string;
  made_at: Date;
  changed_by: string;
  changed_at: Date;
  reason: string | null;
  live_at: Date | null;
  version: number;
}

export const detectorSeen = z.object({ id: entityId, version: seenVersion });

export function detectorView(row: DetectorRow): DetectorItem {
  const config = canonicalConfig(row.config);
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    config: config as DetectorItem['config'],
    note: row.note,
    warnings: configWarnings(config),
    made_by: row.made_by,
    made_at: row.made_at.toISOString(),
    changed_by: row.changed_by,
    changed_at: row.changed_at.toISOString(),
    reason: row.reason,
    live_at: row.live_at?.toISOString() ?? null,
    version: row.version,
  };
}

/** What the audit log keeps of a version: its configuration whole, and what was warned of. */
export function detectorFacts(row: DetectorRow): Record<string, unknown> {
  const { number, state, config, note, warnings, version } = detectorView(row);
  return { number, state, config, note, warnings, version };
}

/**
 * A version as it was looked at, with every other one waiting until the transaction ends: which one is live or the shadow, and the next
 * number, are decided among all of them. RetortError `not_found`, `conflict`.
 */
export async function lockDetector(
  tx: PoolClient,
  { id, seen, now }: { id: string; seen: number; now: Date },
): Promise<DetectorRow> {
  await lockDetectors(tx);
  return lockSeen<DetectorRow>(tx, 'detector', { key: id, id, seen, now });
}

/** People read on; whoever changes a version waits. */
export async function lockDetectors(tx: PoolClient): Promise<void> {
  await tx.query('LOCK TABLE detector_version IN SHARE ROW EXCLUSIVE MODE');
}

/** Gives a version another state. Answers it as it stands then. */
export async function setState(
  tx: PoolClient,
  id: string,
  state: DetectorState,
  { by, now, reason = null }: { by: string; now: Date; reason?: string | null },
): Promise<DetectorRow> {
  const { rows } = await tx.query<DetectorRow>(
    `UPDATE detector_version SET state = $2, changed_by = $3, changed_at = $4, reason = $5, version = version + 1,
            live_at = CASE WHEN $2 = 'live' THEN $4 ELSE live_at END
      WHERE id = $1 RETURNING *`,
    [id, state, by, now, reason],
  );
  return rows[0] as DetectorRow;
}

export function noDetector(id: string): RetortError {
  return new RetortError('not_found', `There is no detector ${id}.`, { entity: 'detector', id });
}

export interface BacktestRow {
  id: string;
  version_id: string;
  config: DetectorConfig;
  live_id: string;
  live_config: DetectorConfig;
  cutoffs: Date[];
  status: 'waiting' | 'done' | 'failed' | 'cancelled';
  progress: number | null;
  trouble: string | null;
  requested_by: string;
  requested_at: Date;
  finished_at: Date | null;
  result: BacktestPart[] | null;
}

/** A back-test as it is shown beside the version whose configuration is given. */
export function backtestView(row: BacktestRow, config: DetectorConfig): Backtest {
  return {
    id: row.id,
    version_id: row.version_id,
    status: row.status === 'waiting' && row.progress !== null ? 'running' : row.status,
    progress: row.status === 'done' ? 1 : (row.progress ?? 0),
    trouble: row.trouble,
    cutoffs: row.cutoffs.map((at) => at.toISOString()),
    stale: JSON.stringify(canonicalConfig(row.config)) !== JSON.stringify(canonicalConfig(config)),
    requested_by: row.requested_by,
    requested_at: row.requested_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
    parts: row.result ?? [],
  };
}
