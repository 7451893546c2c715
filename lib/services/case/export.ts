import { RetortError } from '@/lib/model/errors';
import { writeDeed } from '@/lib/services/campaign/record';
import { requireToldAsWide } from '@/lib/services/share/told';
import { defineVerb } from '@/lib/services/verb';
import { caseInput, markingOf } from './input';

/**
 * Notes that somebody takes a case file of a campaign out by the command line: in the audit log and in the campaign's activity. Called
 * before the file is written, so that none is without a trace. RetortError `not_found`; `precondition` when it rests on what others
 * told to a narrower circle than the marking names.
 */
export const exportCase = defineVerb({
  name: 'case.export',
  right: 'case.export',
  input: caseInput,
  async run(input, work) {
    const { id, level, format } = input;
    const tlp = markingOf(input);
    const { rowCount } = await work.tx.query('SELECT 1 FROM campaign WHERE id = $1 FOR SHARE', [id]);
    if (!rowCount)
      throw new RetortError('not_found', `There is no campaign ${id}.`, { entity: 'campaign', id });
    await requireToldAsWide(work.tx, id, tlp);
    await writeDeed(
      {
        campaignId: id,
        kind: 'case_file',
        summary: `${level}, ${tlp}, ${format}`,
        details: { level, tlp, format },
      },
      work,
    );
    work.audit({ entity: 'campaign', entityId: id, after: { level, tlp, format } });
    return { id, level, tlp, format };
  },
});
