import { z } from 'zod';
import { organizationName } from '@/lib/export/case/keys';
import { ownId } from '@/lib/export/stix/ids';
import { type Seen, sightingObjects } from '@/lib/export/stix/sighting';
import type { Tlp } from '@/lib/model/case-words';
import { entityId, storableText } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { stixId } from '@/lib/model/intel';
import { collectionOf } from '@/lib/model/share-words';
import { describeActor } from '@/lib/services/audit/append';
import { publishObjects } from '@/lib/services/share/publish-objects';
import { defineVerb } from '@/lib/services/verb';

const OBSERVABLE = ['address_block', 'asn', 'email_domain'] as const;

/**
 * Answers a hit: tells whoever shared the indicator, and every peer cleared for its marking, that it was seen here, how often and
 * on which days, by a sighting of STIX; no account is named. Told again it becomes a newer version.
 * RetortError `not_found`; `precondition` when no account matches it, or when it was told for single people (TLP:RED).
 */
export const sightIndicator = defineVerb({
  name: 'indicator.sight',
  right: 'case.export',
  input: z.object({
    source_id: entityId,
    id: stixId,
    note: storableText.trim().max(500).optional(),
  }),
  async run({ source_id, id, note }, { tx, now, actor, audit }) {
    const { rows } = await tx.query<{ tlp: Tlp; sighted_at: Date | null; received_at: Date; source: string }>(
      `SELECT i.tlp, i.sighted_at, i.received_at, s.name AS source FROM intel_indicator i JOIN intel_source s ON s.id = i.source_id
        WHERE i.source_id = $1 AND i.id = $2 FOR UPDATE OF i`,
      [source_id, id],
    );
    const indicator = rows[0];
    if (!indicator)
      throw new RetortError('not_found', 'Nobody shared this indicator.', { entity: 'intel_indicator', id });
    const { tlp, source } = indicator;
    const collection = collectionOf(tlp);
    if (!collection)
      throw new RetortError(
        'precondition',
        `It was told for single people only (${tlp}): answer them yourself.`,
      );
    const hits = await tx.query<{ accounts: number; first: Date | null; last: Date | null }>(
      `SELECT count(*)::int AS accounts, min(shown_at) AS first, max(shown_at) AS last FROM intel_hit
        WHERE source_id = $1 AND indicator_id = $2`,
      [source_id, id],
    );
    const { accounts = 0, first, last } = hits.rows[0] ?? {};
    if (!first || !last)
      throw new RetortError('precondition', 'No account here matches it: there is nothing to tell.');
    const values = await tx.query<Seen['values'][number]>(
      `SELECT DISTINCT kind, value FROM shared_indicator
        WHERE source = $1 AND stix_id = $2 AND kind = ANY($3) AND NOT approximate ORDER BY 1, 2 LIMIT 50`,
      [source, id, OBSERVABLE],
    );
    const organization = organizationName();
    const objects = sightingObjects({
      organization,
      indicator: id,
      tlp,
      accounts,
      first,
      last,
      note: note || null,
      received: indicator.received_at,
      now,
      values: values.rows,
    });
    const sighting = ownId('sighting', organization, 'sighting', id, tlp);
    await publishObjects(tx, { collection, objects, owner: `sighting:${sighting}`, now });
    const by = describeActor(actor).name;
    await tx.query(
      'UPDATE intel_indicator SET sighted_at = $3, sighted_by = $4, sighting_id = $5 WHERE source_id = $1 AND id = $2',
      [source_id, id, now, by, sighting],
    );
    audit({
      entity: 'intel_indicator',
      entityId: id,
      before: { sighted_at: indicator.sighted_at?.toISOString() ?? null },
      after: { source, sighting, collection, accounts, note: note || null },
    });
    return { id, sighting_id: sighting, collection, accounts, sighted_at: now.toISOString(), sighted_by: by };
  },
});
