import { z } from 'zod';
import { CASE_FORMATS, REDACTION_LEVELS, TLP_MARKINGS } from './case-words';
import { pageOf } from './page';

const time = z.iso.datetime();

/** A case file that somebody asked for, as the console and /api/v1 say it. */
export const caseFileItem = z
  .object({
    id: z.string(),
    campaign_id: z.string(),
    level: z.enum(REDACTION_LEVELS),
    tlp: z.enum(TLP_MARKINGS),
    format: z.enum(CASE_FORMATS),
    /** Expired: its bytes are gone, and it can be made again. */
    status: z.enum(['waiting', 'writing', 'done', 'failed', 'expired']),
    /** 0 to 1. */
    progress: z.number().min(0).max(1),
    /** Why it failed. */
    trouble: z.string().nullable(),
    requested_by: z.object({ kind: z.string(), name: z.string() }),
    requested_at: time,
    finished_at: time.nullable(),
    /** The state of the campaign that it is of. */
    cutoff: time.nullable(),
    /** Bytes, and their SHA-256 in hex. */
    size: z.number().int().nullable(),
    sha256: z.string().nullable(),
    expires_at: time.nullable(),
  })
  .meta({ id: 'CaseFile' });

export const caseFilePage = pageOf(caseFileItem);

export type CaseFileItem = z.infer<typeof caseFileItem>;
export type CaseFilePage = z.infer<typeof caseFilePage>;
