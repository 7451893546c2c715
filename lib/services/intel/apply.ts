import type { PoolClient } from 'pg';
import type { Refusal } from '@/lib/ingest/stix/limits';
import {
  NAMED_REJECTS,
  type Received,
  type ReceivedContext,
  type ReceivedIndicator,
  type ReceivedSighting,
} from '@/lib/ingest/stix/received';
import { indicatorKey } from '@/lib/model/hash';
import type { SourceRow } from './row';

/** Ways of one indicator that are looked for. */
const MOST_WAYS = 1_000;
/** Rows in one statement. */
const CHUNK = 2_000;

/** What became of a bundle or page. */
export interface Applied {
  objects: number;
  added: number;
  changed: number;
  withdrawn: number;
  known: number;
  unmatched: number;
  unused: number;
  rejected: number;
  rejects: Refusal[];
}

/**
 * Writes what was received of a source, in the caller's transaction: the newest version of each object stands, an older one is
 * rejected, the same one changes nothing; what is revoked is no longer looked for. So any order and any number of times ends in
 * the same state.
 */
export async function applyReceived(
  tx: PoolClient,
  source: Pick<SourceRow, 'id' | 'name' | 'confidence_cap'>,
  received: Received,
  now: Date,
): Promise<Applied> {
  // Two pages of one source come one after the other.
  await tx.query('SELECT 1 FROM intel_source WHERE id = $1 FOR UPDATE', [source.id]);
  const { rows } = await tx.query<{ id: string; modified: Date; revoked: boolean }>(
    'SELECT id, modified, revoked FROM intel_indicator WHERE source_id = $1 AND id = ANY($2)',
    [source.id, received.indicators.map(({ id }) => id)],
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  const rejects = [...received.rejects];
  const news: ReceivedIndicator[] = [];
  const counts = { added: 0, changed: 0, withdrawn: 0, known: 0, unmatched: 0 };
  for (const one of received.indicators) {
    const before = known.get(one.id);
    const standing = before?.modified.getTime();
    if (standing === one.modified) {
      counts.known++;
      continue;
    }
    if (standing !== undefined && standing > one.modified) {
      rejects.push({
        code: 'older',
        object: one.id,
        message: `modified goes backwards: a version of ${before?.modified.toISOString()} is known.`,
      });
      continue;
    }
    news.push(one);
    if (one.revoked) counts.withdrawn++;
    else {
      if (before) counts.changed++;
      else counts.added++;
      if (one.alternatives.length === 0) counts.unmatched++;
    }
  }
  await writeContext(tx, source.id, received.context);
  await writeSightings(tx, source.id, received.sightings, now);
  for (let at = 0; at < news.length; at += CHUNK) {
    const part = news.slice(at, at + CHUNK);
    await writeIndicators(tx, source.id, part, now);
    await writeLookedFor(tx, source, part);
  }
  await writeNames(tx, source, news, received.context);
  return {
    objects: received.objects,
    ...counts,
    unused: received.unused,
    rejected: rejects.length,
    rejects: rejects.slice(0, NAMED_REJECTS),
  };
}

async function writeContext(
  tx: PoolClient,
  source: string,
  context: readonly ReceivedContext[],
): Promise<void> {
  if (context.length === 0) return;
  await tx.query(
    `INSERT INTO intel_object AS o (source_id, id, type, modified, revoked, name, source_ref, target_ref)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::boolean[], $6::text[], $7::text[], $8::text[])
     ON CONFLICT (source_id, id) DO UPDATE SET modified = excluded.modified, revoked = excluded.revoked, name = excluded.name,
       source_ref = excluded.source_ref, target_ref = excluded.target_ref
     WHERE excluded.modified > o.modified`,
    [
      source,
      context.map(({ id }) => id),
      context.map(({ type }) => type),
      context.map(({ modified }) => new Date(modified)),
      context.map(({ revoked }) => revoked),
      context.map(({ name }) => name),
      context.map((one) => one.source),
      context.map(({ target }) => target),
    ],
  );
}

async function writeSightings(
  tx: PoolClient,
  source: string,
  sightings: readonly ReceivedSighting[],
  now: Date,
): Promise<void> {
  if (sightings.length === 0) return;
  const dated = (time: number | null) => (time === null ? null : new Date(time));
  await tx.query(
    `INSERT INTO intel_sighting AS t (source_id, received_at, id, modified, revoked, of_ref, issuer_id, first_seen, last_seen, count, note, tlp)
     SELECT $1, $2, * FROM unnest($3::text[], $4::timestamptz[], $5::boolean[], $6::text[], $7::text[], $8::timestamptz[], $9::timestamptz[],
                                  $10::int[], $11::text[], $12::text[])
     ON CONFLICT (source_id, id) DO UPDATE SET modified = excluded.modified, revoked = excluded.revoked, of_ref = excluded.of_ref,
       issuer_id = excluded.issuer_id, first_seen = excluded.first_seen, last_seen = excluded.last_seen, count = excluded.count,
       note = excluded.note, tlp = excluded.tlp, received_at = excluded.received_at
     WHERE excluded.modified > t.modified`,
    [
      source,
      now,
      sightings.map(({ id }) => id),
      sightings.map(({ modified }) => new Date(modified)),
      sightings.map(({ revoked }) => revoked),
      sightings.map(({ of }) => of),
      sightings.map(({ createdBy }) => createdBy),
      sightings.map(({ firstSeen }) => dated(firstSeen)),
      sightings.map(({ lastSeen }) => dated(lastSeen)),
      sightings.map(({ count }) => count),
      sightings.map(({ note }) => note),
      sightings.map(({ tlp }) => tlp),
    ],
  );
}

async function writeIndicators(
  tx: PoolClient,
  source: string,
  part: readonly ReceivedIndicator[],
  now: Date,
): Promise<void> {
  const column = <T>(pick: (one: ReceivedIndicator) => T) => part.map(pick);
  await tx.query(
    `INSERT INTO intel_indicator AS i (source_id, received_at, id, created, modified, revoked, name, note, pattern, confidence,
                                       valid_from, valid_until, tlp, issuer_id, ways, unmatched)
     SELECT $1, $2, * FROM unnest($3::text[], $4::timestamptz[], $5::timestamptz[], $6::boolean[], $7::text[], $8::text[], $9::text[],
                                  $10::real[], $11::timestamptz[], $12::timestamptz[], $13::text[], $14::text[], $15::int[], $16::text[])
     ON CONFLICT (source_id, id) DO UPDATE SET modified = excluded.modified, revoked = excluded.revoked, name = excluded.name,
       note = excluded.note, pattern = excluded.pattern, confidence = excluded.confidence, valid_from = excluded.valid_from,
       valid_until = excluded.valid_until, tlp = excluded.tlp, issuer_id = excluded.issuer_id, ways = excluded.ways,
       unmatched = excluded.unmatched`,
    [
      source,
      now,
      column(({ id }) => id),
      column(({ created }) => new Date(created)),
      column(({ modified }) => new Date(modified)),
      column(({ revoked }) => revoked),
      column(({ name }) => name),
      column(({ note }) => note),
      column(({ pattern }) => pattern),
      column(({ confidence }) => confidence),
      column(({ validFrom }) => new Date(validFrom)),
      column(({ validUntil }) => new Date(validUntil)),
      column(({ tlp }) => tlp),
      column(({ createdBy }) => createdBy),
      column(({ alternatives }) => alternatives.length),
      column(({ unmatched }) => unmatched),
    ],
  );
}

/** What of them is looked for, in place of what was. */
async function writeLookedFor(
  tx: PoolClient,
  { name, confidence_cap }: Pick<SourceRow, 'name' | 'confidence_cap'>,
  part: readonly ReceivedIndicator[],
): Promise<void> {
  await tx.query("DELETE FROM shared_indicator WHERE source = $1 AND stix_id <> '' AND stix_id = ANY($2)", [
    name,
    part.map(({ id }) => id),
  ]);
  const rows = part.flatMap((one) =>
    one.revoked
      ? []
      : one.alternatives
          .slice(0, MOST_WAYS)
          .flatMap((atoms, way) => atoms.map((atom) => ({ one, way, atom }))),
  );
  const anchors = new Set<bigint>();
  for (let at = 0; at < rows.length; at += CHUNK) {
    const some = rows.slice(at, at + CHUNK);
    for (const { atom } of some)
      if (atom.kind === 'prompt_anchor') anchors.add(BigInt.asIntN(64, BigInt(`0x${atom.value}`)));
    await tx.query(
      `INSERT INTO shared_indicator (source, indicator_key, stix_id, way, kind, value, keys, network, approximate, confidence, valid_from,
                                     valid_until, tlp)
       SELECT $1, key, stix_id, way, kind, value, keys::bigint[], network, approximate, confidence, valid_from, valid_until, tlp
         FROM unnest($2::bigint[], $3::text[], $4::smallint[], $5::text[], $6::text[], $7::text[], $8::inet[], $9::boolean[],
                     $10::real[], $11::timestamptz[], $12::timestamptz[], $13::text[])
           AS n (key, stix_id, way, kind, value, keys, network, approximate, confidence, valid_from, valid_until, tlp)
       ON CONFLICT DO NOTHING`,
      [
        name,
        some.map(({ atom }) => atom.keys[0] ?? indicatorKey(kindOf(atom.kind), atom.value)),
        some.map(({ one }) => one.id),
        some.map(({ way }) => way),
        some.map(({ atom }) => kindOf(atom.kind)),
        some.map(({ atom }) => atom.value),
        some.map(({ atom }) => `{${atom.keys.join(',')}}`),
        some.map(({ atom }) => atom.network),
        some.map(({ atom }) => atom.approximate),
        some.map(({ one }) =>
          one.confidence === null ? null : Math.min(100 * one.confidence, confidence_cap),
        ),
        some.map(({ one }) => new Date(one.validFrom)),
        some.map(({ one }) => new Date(one.validUntil)),
        some.map(({ one }) => one.tlp),
      ],
    );
  }
  await tx.query(
    'INSERT INTO intel_anchor (key, shared_at) SELECT key, now() FROM unnest($1::bigint[]) AS n (key) ON CONFLICT DO NOTHING',
    [[...anchors]],
  );
}

/** A scaffold that others name by its hash is none of the families here. */
function kindOf(kind: string): string {
  return kind === 'scaffold' ? 'scaffold_hash' : kind;
}

/** Who made each indicator and of which campaign it is, as far as that came by now. */
async function writeNames(
  tx: PoolClient,
  source: Pick<SourceRow, 'id' | 'name'>,
  news: readonly ReceivedIndicator[],
  context: readonly ReceivedContext[],
): Promise<void> {
  if (news.length === 0 && context.length === 0) return;
  await tx.query(
    `WITH touched AS (
       SELECT unnest($2::text[]) AS id
       UNION SELECT source_ref FROM intel_object WHERE source_id = $1 AND source_ref IS NOT NULL AND (id = ANY($3) OR target_ref = ANY($3))
       UNION SELECT id FROM intel_indicator WHERE source_id = $1 AND issuer_id = ANY($3)),
     told AS (
       SELECT i.id, o.name AS issuer, c.id AS campaign_id, c.name AS campaign
         FROM touched t JOIN intel_indicator i ON i.source_id = $1 AND i.id = t.id
         LEFT JOIN intel_object o ON o.source_id = $1 AND o.id = i.issuer_id
         LEFT JOIN LATERAL (
           SELECT c.id, c.name FROM intel_object r JOIN intel_object c ON c.source_id = $1 AND c.id = r.target_ref
            WHERE r.source_id = $1 AND r.source_ref = i.id AND c.type IN ('campaign', 'intrusion-set', 'threat-actor')
            ORDER BY r.revoked, c.type, c.id LIMIT 1) c ON true),
     named AS (
       UPDATE intel_indicator i SET issuer = t.issuer, campaign_id = t.campaign_id, campaign = t.campaign
         FROM told t WHERE i.source_id = $1 AND i.id = t.id RETURNING i.id, i.name, i.campaign)
     UPDATE shared_indicator s SET note = nullif(concat_ws(': ', n.campaign, n.name), '')
       FROM named n WHERE s.source = $4 AND s.stix_id = n.id AND s.note IS DISTINCT FROM nullif(concat_ws(': ', n.campaign, n.name), '')`,
    [source.id, news.map(({ id }) => id), context.map(({ id }) => id), source.name],
  );
}
