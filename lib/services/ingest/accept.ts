import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { getPool } from '@/lib/db/pool';
import type { Rejected } from '@/lib/ingest/batch';
import { openParser, type Parser } from '@/lib/ingest/parser';
import { ingest, type Progress } from '@/lib/ingest/run';
import { FORMATS } from '@/lib/ingest/sources/index';
import { type Actor, may } from '@/lib/model/access';
import { RetortError } from '@/lib/model/errors';
import type { Receipt } from '@/lib/model/records';
import { appendAudit, describeActor } from '@/lib/services/audit/append';
import { keepRejects, MOST_REJECTS } from '@/lib/services/inbox/keep-rejects';
import { readSource } from '@/lib/services/inbox/source';
import { tallyIntake } from '@/lib/services/inbox/tally';
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
  /** Keeps rejected records with their source, where people see them and may try them again: for who has no file to mend. */
  keeps?: boolean;
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
  const pool = context.pool ?? getPool();
  const { name, format, profile } = await readSource(intake.format ?? FORMATS[0] ?? '', pool);
  const now = (context.now ?? (() => new Date()))();
  const id = (context.newId ?? randomUUID)();
  const parser = context.parser ?? openParser();
  let bytes = 0;
  try {
    const receipt = await ingest(intake.input, pool, parser, {
      id,
      source: intake.source,
      actor: describeActor(actor).name,
      format: format.name,
      profile,
      retention: retention(process.env.RETORT_PROMPTS),
      now,
      limit: intake.limit,
      onProgress: (progress) => {
        bytes = progress.bytes;
        intake.onProgress?.(progress);
      },
      onRejects: intake.keeps ? rejectKeeper(name, now) : undefined,
      closing: async (tx, receipt) => {
        await tallyIntake(tx, { name, format: format.name }, id, now, bytes, receipt);
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

/** Keeps the rejects of one body as those of bodies in the inbox are kept, under an id of which the inbox makes no other use. */
function rejectKeeper(name: string, now: Date) {
  let room = MOST_REJECTS;
  let body: Promise<bigint> | undefined;
  return async (tx: PoolClient, rejects: readonly Rejected[]): Promise<void> => {
    const kept = rejects.slice(0, room);
    if (kept.length === 0) return;
    room -= kept.length;
    body ??= tx
      .query<{ id: bigint }>("SELECT nextval(pg_get_serial_sequence('inbox', 'id')) AS id")
      .then(({ rows }) => rows[0]?.id ?? 0n);
    const id = await body;
    await keepRejects(
      tx,
      name,
      now,
      kept.map((reject) => ({ ...reject, id })),
    );
  };
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
