import { z } from 'zod';
import type { ScaffoldExamples } from '@/lib/model/console/scaffold';
import { entityId } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { defineVerb } from '@/lib/services/verb';

/**
 * Shows masked examples of a scaffold family of a campaign. Text of customers is read for a reason, so who read it stands
 * in the audit log. RetortError `not_found` also when the family is not of this campaign.
 */
export const revealScaffold = defineVerb({
  name: 'scaffold.reveal',
  right: 'alert.triage',
  input: z.object({ id: entityId, scaffold_id: entityId }),
  async run({ id, scaffold_id }, { tx, audit }): Promise<ScaffoldExamples> {
    const { rows } = await tx.query<{ examples: string[] }>(
      `SELECT s.examples FROM campaign_scaffold cs JOIN scaffold s ON s.id = cs.scaffold_id
        WHERE cs.campaign_id = $1 AND cs.scaffold_id = $2`,
      [id, scaffold_id],
    );
    const row = rows[0];
    if (!row) {
      throw new RetortError('not_found', 'There is no such scaffold family in this campaign.', {
        id,
        scaffold_id,
      });
    }
    const examples = [...new Set(row.examples)];
    audit({
      entity: 'scaffold',
      entityId: scaffold_id,
      after: { revealed: examples.length, campaign_id: id },
    });
    return { id: scaffold_id, examples };
  },
});
