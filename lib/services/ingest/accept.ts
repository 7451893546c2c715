import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { getPool } from '@/lib/db/pool';
import { openParser, type Parser } from '@/lib/ingest/parser';
import { ingest, type Progress } from '@/lib/ingest/run';
import { FORMATS } from '@/lib/ingest/sources/index';
import { type Actor, may } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import type { Receipt } from '@/lib/model/records';
import { appendAudit, describeActor } from '@/lib/services/audit/append';
import { readSource } from '@/lib/services/inbox/source';
import type { PromptRetention } from '@/lib/text/analyze';
import { figures } from '@/lib/watch/metrics';

export interface Intake {
  /** Plain or gzip, one record a line. */
  input: AsyncIterable<Uint8Array>;
  /** Where it comes from, for people: a file name, `-`, the name of a key. */
  source: string;
  /** The name of a source, built in or added; the records of the contract when left out. */
  format?: string;
  /** Most plain bytes taken. */
  limit?: number;
  onProgress?: (progress: Progress) => void;
}

export interface IntakeContext {
  actor: Actor;
  now?: () => Date;
  newId?: () => string;
  /** Shared by several files of one command; otherwise one is opened and closed. */
  parser?: Parser;
  /** Connections of its own, so that what comes in takes none from whoever reads; those of the process otherwise. */
  pool?: Pool;
}

const RETENTIONS: readonly PromptRetention[] = ['none', 'excerpt', 'full'];

/**
 * Takes records in and gives the receipt. A verb, but not one of `defineVerb`: records stream through many
 * transactions, each of which leaves the tables exact, because one for all would hold the whole input. The audit entry
 * (one an input, with the numbers of the receipt) is written in the transaction that closes it; an input that was cut
 * off leaves its row in `ingest_batch` without `finished_at`.
 * Errors: RetortError `forbidden`, `not_found` (format), `invalid` (RETORT_PROMPTS), `too_large`; those of the database.
 */
export async function acceptRecords(intake: Intake, context: IntakeContext): Promise<Receipt> {
  const { actor } = context;
  if (!may(actor, 'ingest')) {
    throw new RetortError('forbidden', 'This needs the right "ingest", which you do not have.', {
      right: 'ingest',
    });
  }
  const { format, profile } = await readSource(intake.format ?? FORMATS[0] ?? '', context.pool ?? getPool());
  const now = (context.now ?? (() => new Date()))();
  const id = (context.newId ?? randomUUID)();
  const parser = context.parser ?? openParser();
  try {
    const receipt = await ingest(intake.input, context.pool ?? getPool(), parser, {
      id,
      source: intake.source,
      actor: describeActor(actor).name,
      format: format.name,
      profile,
      retention: retention(process.env.RETORT_PROMPTS),
      now,
      limit: intake.limit,
      onProgress: intake.onProgress,
      closing: (tx, receipt) => {
        const { rejects: _, ...numbers } = receipt;
        return appendAudit(tx, { actor, verb: 'ingest.accept', at: now }, [
          {
            entity: 'ingest_batch',
            entityId: id,
            after: { source: intake.source, format: intake.format ?? format.name, ...numbers },
          },
        ]);
      },
    });
    countReceipt(receipt);
    return receipt;
  } finally {
    if (parser !== context.parser) await parser.close();
  }
}

/** Adds a receipt to the figures of this process. */
export function countReceipt(receipt: Receipt): void {
  for (const outcome of ['accepted', 'duplicates', 'rejected'] as const)
    figures.count('retort_ingest_records_total', [outcome], receipt[outcome]);
}

/** What RETORT_PROMPTS says. RetortError `invalid` for a word it does not know, lest more be kept than was meant. */
export function retention(setting: string | undefined): PromptRetention {
  if (!setting) return 'excerpt';
  const known = RETENTIONS.find((name) => name === setting);
  if (!known) throw new RetortError('invalid', `RETORT_PROMPTS must be one of ${RETENTIONS.join(', ')}.`);
  return known;
}
