import { createHash } from 'node:crypto';
import { getPool } from '@/lib/db/pool';
import { signingKey } from '@/lib/export/case/keys';
import { writeCase } from '@/lib/export/case/write';
import { finishCase } from './finish';
import { readCase } from './read';
import { CASE_FILE_COLUMNS, CASE_WORKER, type CaseFileRow } from './row';

const PIECE = 512 * 1_024;
/** Reading is most of the work. */
const READING = 0.7;
/** Progress is written down no more often, in ms. */
const PACE = 500;

/**
 * Writes a case file that was asked for into its pieces. Begun again after it was interrupted, it starts over. Answers its size in bytes,
 * or null when it no longer waits. Throws RetortError for what will not go better another time.
 */
export async function makeCase(
  id: string,
  now: () => Date = () => new Date(),
): Promise<{ size: number } | null> {
  const pool = getPool();
  const { rows } = await pool.query<CaseFileRow>(
    `UPDATE case_file f SET progress = 0 WHERE f.id = $1 AND f.status = 'waiting' RETURNING ${CASE_FILE_COLUMNS}`,
    [id],
  );
  const asked = rows[0];
  if (!asked) return null;
  await pool.query('DELETE FROM case_file_piece WHERE case_file_id = $1', [id]);
  const key = signingKey();
  const tell = teller(id);
  const file = await readCase(asked, (share) => tell(READING * share));
  const hash = createHash('sha256');
  let size = 0;
  let position = 0;
  let waiting: Uint8Array[] = [];
  let held = 0;
  const store = async () => {
    if (held === 0) return;
    await pool.query('INSERT INTO case_file_piece (case_file_id, position, bytes) VALUES ($1, $2, $3)', [
      id,
      position++,
      Buffer.concat(waiting),
    ]);
    waiting = [];
    held = 0;
  };
  const onProgress = (share: number) => tell(READING + (1 - READING) * share);
  for await (const piece of writeCase(file, { format: asked.format, key, onProgress })) {
    hash.update(piece);
    size += piece.length;
    held += piece.length;
    waiting.push(piece);
    if (held >= PIECE) await store();
  }
  await store();
  await finishCase(
    { id, size, sha256: hash.digest('hex'), cutoff: file.cutoff },
    { actor: CASE_WORKER, now },
  );
  return { size };
}

/** Writes progress down beside the work; that it fails is no reason to stop. */
function teller(id: string): (share: number) => void {
  let last = 0;
  return (share) => {
    const at = performance.now();
    if (at - last < PACE) return;
    last = at;
    getPool()
      .query("UPDATE case_file SET progress = $2 WHERE id = $1 AND status = 'waiting'", [
        id,
        Math.min(1, share),
      ])
      .catch(() => {});
  };
}
