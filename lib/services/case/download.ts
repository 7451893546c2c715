import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { CASE_WRITERS } from '@/lib/export/case/files';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';
import { CASE_FILE_COLUMNS, type CaseFileRow, caseFileOf, noCaseFile } from './row';

export interface CaseDownload {
  name: string;
  type: string;
  size: number;
  /** The file, a piece at a time, as it is asked for. */
  pieces: AsyncIterable<Uint8Array>;
}

/**
 * Gives a case file out. It is an act, since whoever holds the file holds what is in it: who fetched it stands in the audit log.
 * RetortError `not_found`; `precondition` while it is not written, and once it has expired.
 */
export const downloadCase = defineVerb({
  name: 'case.download',
  right: 'case.export',
  input: z.object({ id: entityId }),
  async run({ id }, { tx, now, audit }): Promise<CaseDownload> {
    const { rows } = await tx.query<CaseFileRow>(
      `SELECT ${CASE_FILE_COLUMNS} FROM case_file f WHERE f.id = $1`,
      [id],
    );
    if (!rows[0]) throw noCaseFile(id);
    const file = caseFileOf(rows[0], now);
    if (file.status !== 'done')
      throw new RetortError('precondition', WHY_NOT[file.status], { status: file.status });
    const alone = CASE_WRITERS.find(({ format }) => format === file.format);
    audit({ entity: 'case_file', entityId: id, after: { downloaded: file.sha256, level: file.level } });
    return {
      name: `case-${file.campaign_id.replace(/[^\w-]/g, '')}-${file.level}.${alone?.name.split('.').at(-1) ?? 'zip'}`,
      type: alone?.type ?? 'application/zip',
      size: file.size ?? 0,
      pieces: piecesOf(id),
    };
  },
});

const WHY_NOT = {
  waiting: 'It is not written yet.',
  writing: 'It is still being written.',
  failed: 'It could not be written.',
  expired: 'It has expired: make it again.',
};

async function* piecesOf(id: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position++) {
    const { rows } = await getPool().query<{ bytes: Buffer }>(
      'SELECT bytes FROM case_file_piece WHERE case_file_id = $1 AND position = $2',
      [id, position],
    );
    if (!rows[0]) return;
    yield rows[0].bytes;
  }
}
