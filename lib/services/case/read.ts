import { getPool } from '@/lib/db/pool';
import { organizationName, pseudonymKey } from '@/lib/export/case/keys';
import { loadCase } from '@/lib/export/case/load';
import type { CaseFile } from '@/lib/export/case/model';
import { Pseudonyms } from '@/lib/export/case/pseudonym';
import { redact } from '@/lib/export/case/redact';
import type { RedactionLevel, Tlp } from '@/lib/model/case-words';
import { drawLinks } from '@/lib/services/campaign/draw-links';
import { drawRhythm } from '@/lib/services/campaign/draw-rhythm';

/**
 * A campaign as a case file at a level. Pictures that the worker has not drawn yet for the campaign's run are drawn first: they hold the
 * values that its accounts share. RetortError `not_found`.
 */
export async function readCase(
  { campaign_id, level, tlp }: { campaign_id: string; level: RedactionLevel; tlp?: Tlp },
  onProgress?: (share: number) => void,
): Promise<CaseFile> {
  const pool = getPool();
  const { rows } = await pool.query<{ links: boolean; rhythm: boolean }>(
    `SELECT l.run_id IS DISTINCT FROM c.run_id AS links, r.run_id IS DISTINCT FROM c.run_id AS rhythm
       FROM campaign c LEFT JOIN campaign_links l ON l.campaign_id = c.id LEFT JOIN campaign_rhythm r ON r.campaign_id = c.id
      WHERE c.id = $1`,
    [campaign_id],
  );
  const due = rows[0];
  if (due?.rhythm) await drawRhythm(campaign_id);
  if (due?.links) await drawLinks(campaign_id);
  const whole = await loadCase(pool, campaign_id, { organization: organizationName(), onProgress });
  return redact(whole, { level, tlp, pseudonyms: new Pseudonyms(pseudonymKey()) });
}
