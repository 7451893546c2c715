import { readPage } from '@/lib/db/read-page';
import { type IntelIndicator, intelIndicatorFilter } from '@/lib/model/intel';
import type { IntelState } from '@/lib/model/intel-words';
import { pageInput } from '@/lib/model/page';
import { defineQuery } from '@/lib/services/verb';

interface Row
  extends Omit<
    IntelIndicator,
    'source' | 'state' | 'valid_from' | 'valid_until' | 'modified' | 'received_at' | 'sighted_at'
  > {
  source_id: string;
  source_name: string;
  revoked: boolean;
  common: boolean;
  ways: number;
  valid_from: Date;
  valid_until: Date;
  modified: Date;
  received_at: Date;
  sighted_at: Date | null;
}

const LISTS = {
  hits: 'i.hits > 0 AND NOT i.common',
  all: 'true',
  unmatched: 'i.unmatched IS NOT NULL',
} as const;

/** Indicators that others shared: by accounts that match, or the newest first. */
export const listIntelIndicators = defineQuery({
  name: 'intel.list_indicators',
  right: 'read',
  input: intelIndicatorFilter.extend(pageInput.shape),
  run: ({ limit, cursor, list, source }, _, now) =>
    readPage<Row, IntelIndicator>({
      order: [
        list === 'hits'
          ? { sql: 'i.hits', type: 'int4', order: 'desc' }
          : { sql: 'i.received_at', type: 'timestamptz', order: 'desc' },
        { sql: 'i.id', type: 'text', order: 'desc' },
        { sql: 'i.source_id', type: 'text', order: 'desc' },
      ],
      limit,
      cursor,
      params: [source ?? null],
      sql: (page) =>
        `SELECT i.*, s.name AS source_name, ${page.select} FROM intel_indicator i JOIN intel_source s ON s.id = i.source_id
          WHERE ${LISTS[list]} AND ($1::text IS NULL OR i.source_id = $1) AND ${page.after} ORDER BY ${page.orderBy}`,
      view: (row) => ({
        id: row.id,
        source: { id: row.source_id, name: row.source_name },
        name: row.name,
        note: row.note,
        pattern: row.pattern,
        state: stateOf(row, now),
        unmatched: row.unmatched,
        confidence: row.confidence,
        valid_from: row.valid_from.toISOString(),
        valid_until: row.valid_until.toISOString(),
        modified: row.modified.toISOString(),
        received_at: row.received_at.toISOString(),
        tlp: row.tlp,
        issuer: row.issuer,
        campaign: row.campaign,
        hits: row.hits,
        sighted_at: row.sighted_at?.toISOString() ?? null,
        sighted_by: row.sighted_by,
      }),
    }),
});

function stateOf({ revoked, valid_until, ways, common, unmatched }: Row, now: Date): IntelState {
  if (revoked) return 'withdrawn';
  if (valid_until <= now) return 'expired';
  if (ways === 0) return 'not_matchable';
  if (common) return 'too_common';
  return unmatched === null ? 'looked_for' : 'in_part';
}
