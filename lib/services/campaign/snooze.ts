import { z } from 'zod';
import { entityId, seenVersion } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { type AlertState, changeAlert, LET_GO } from '@/lib/services/alert/change';
import { snoozeEnd } from '@/lib/services/alert/snooze';
import { lockSeen } from '@/lib/services/conflict';
import { defineVerb } from '@/lib/services/verb';
import { writeDeed } from './record';

/**
 * Puts all open alerts of a campaign out of sight until a time within 30 days; they wake by themselves, and a new alert is seen
 * at once. The campaign stays as it is. RetortError `not_found`, `conflict`, `precondition`, `invalid`.
 */
export const snoozeCampaign = defineVerb({
  name: 'campaign.snooze',
  right: 'alert.triage',
  input: z.object({ id: entityId, version: seenVersion, until: z.iso.datetime() }),
  async run({ id, version: seen, until }, work) {
    const { tx, now } = work;
    const end = snoozeEnd(until, now);
    await lockSeen(tx, 'campaign', { key: id, id, seen, now });
    const { rows } = await tx.query<AlertState>(
      "SELECT * FROM alert WHERE campaign_id = $1 AND status = 'open' ORDER BY id FOR UPDATE",
      [id],
    );
    if (rows.length === 0)
      throw new RetortError('precondition', 'This campaign has no open alert that could be snoozed.');
    for (const alert of rows) await changeAlert(work, alert, { snoozed_until: end, ...LET_GO });
    await writeDeed(
      {
        campaignId: id,
        kind: 'snoozed',
        summary: `Its open alerts are out of sight until ${end.toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
        details: { alerts: rows.length, until: end.toISOString() },
      },
      work,
    );
    return { id, version: seen, snoozed_until: end.toISOString(), alerts: rows.length };
  },
});
