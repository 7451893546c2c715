import type { Actor } from '@/lib/model/access';
import type { CaseFileItem } from '@/lib/model/case-file';
import { RetortError } from '@/lib/model/errors';

export const CASE_WORKER: Actor = { kind: 'system', name: 'Retort (worker)' };

/** For how long the bytes are kept. */
export const KEPT_DAYS = 14;

export interface CaseFileRow extends Pick<CaseFileItem, 'id' | 'campaign_id' | 'level' | 'tlp' | 'format'> {
  status: 'waiting' | 'done' | 'failed';
  progress: number | null;
  trouble: string | null;
  requested_by_kind: string;
  requested_by_name: string;
  requested_at: Date;
  finished_at: Date | null;
  cutoff: Date | null;
  size: number | null;
  sha256: string | null;
  expires_at: Date | null;
}

export const CASE_FILE_COLUMNS = `f.id, f.campaign_id, f.level, f.tlp, f.format, f.status, f.progress, f.trouble, f.requested_by_kind,
  f.requested_by_name, f.requested_at, f.finished_at, f.cutoff, f.size::float8 AS size, f.sha256, f.expires_at`;

export function caseFileOf(row: CaseFileRow, now: Date): CaseFileItem {
  return {
    id: row.id,
    campaign_id: row.campaign_id,
    level: row.level,
    tlp: row.tlp,
    format: row.format,
    status: statusOf(row, now),
    progress: row.status === 'done' ? 1 : (row.progress ?? 0),
    trouble: row.trouble,
    requested_by: { kind: row.requested_by_kind, name: row.requested_by_name },
    requested_at: row.requested_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
    cutoff: row.cutoff?.toISOString() ?? null,
    size: row.size,
    sha256: row.sha256,
    expires_at: row.expires_at?.toISOString() ?? null,
  };
}

function statusOf({ status, progress, expires_at }: CaseFileRow, now: Date): CaseFileItem['status'] {
  if (status === 'waiting') return progress === null ? 'waiting' : 'writing';
  return status === 'done' && expires_at !== null && expires_at <= now ? 'expired' : status;
}

export function noCaseFile(id: string): RetortError {
  return new RetortError('not_found', `There is no case file ${id}.`, { entity: 'case_file', id });
}
