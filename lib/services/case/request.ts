import type { CaseFileItem } from '@/lib/model/case-file';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { writeDeed } from '@/lib/services/campaign/record';
import { enqueue } from '@/lib/services/order/enqueue';
import { requireToldAsWide } from '@/lib/services/share/told';
import { defineVerb } from '@/lib/services/verb';
import { caseInput, markingOf } from './input';
import { CASE_FILE_COLUMNS, type CaseFileRow, caseFileOf } from './row';

/** Asked for at once of one campaign: more are a mistake, or somebody's loop. */
const MOST_WAITING = 10;

/**
 * Asks the worker for a case file of a campaign. It stands in the campaign's activity and in the audit log from now on, whoever
 * fetches it. RetortError `not_found`; `precondition` when it rests on what others told to a narrower circle
 * than the marking names; `invalid` for a marking that is too wide for the level; `busy` while many
 * are waiting.
 */
export const requestCase = defineVerb({
  name: 'case.request',
  right: 'case.export',
  input: caseInput,
  async run(input, work): Promise<CaseFileItem> {
    const { tx, now, newId, actor, audit } = work;
    const { id: campaignId, level, format } = input;
    const tlp = markingOf(input);
    const { rowCount } = await tx.query('SELECT 1 FROM campaign WHERE id = $1 FOR SHARE', [campaignId]);
    if (!rowCount)
      throw new RetortError('not_found', `There is no campaign ${campaignId}.`, {
        entity: 'campaign',
        id: campaignId,
      });
    await requireToldAsWide(tx, campaignId, tlp);
    const waiting = await tx.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM case_file WHERE campaign_id = $1 AND status = 'waiting'",
      [campaignId],
    );
    if ((waiting.rows[0]?.n ?? 0) >= MOST_WAITING)
      throw new RetortError('busy', `${MOST_WAITING} case files of this campaign are being written already.`);
    const id = newId();
    const by = describeActor(actor);
    const { rows } = await tx.query<CaseFileRow>(
      `INSERT INTO case_file AS f (id, campaign_id, level, tlp, format, requested_by_kind, requested_by_id, requested_by_name, requested_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${CASE_FILE_COLUMNS}`,
      [id, campaignId, level, tlp, format, actor.kind, by.id, by.name, now],
    );
    await askToWrite(tx, id);
    const details = { level, tlp, format, case_file_id: id };
    await writeDeed({ campaignId, kind: 'case_file', summary: `${level}, ${tlp}, ${format}`, details }, work);
    audit({ entity: 'case_file', entityId: id, after: { campaign_id: campaignId, level, tlp, format } });
    return caseFileOf(rows[0] as CaseFileRow, now);
  },
});

/** Case files are written one after the other: each may take the memory of a large campaign. */
export function askToWrite(tx: Parameters<typeof enqueue>[0], id: string): Promise<void> {
  return enqueue(tx, {
    task: 'write-case',
    payload: { case_file_id: id },
    key: `case:${id}`,
    queue: 'cases',
  });
}
