import { createHash } from 'node:crypto';
import { z } from 'zod';
import { getPool } from '@/lib/db/pool';
import { organizationName } from '@/lib/export/case/keys';
import { FEEDS, type FeedValue, writeFeed } from '@/lib/export/feed/feed';
import { daysOf, sureness, tellsApart } from '@/lib/export/stix/indicators';
import { type Actor, may } from '@/lib/model/access';
import type { IndicatorKind } from '@/lib/model/indicator';
import { type Collection, readableAt, SHAREABLE } from '@/lib/model/share-words';
import { defineQuery } from '@/lib/services/verb';
import { clearanceOf } from './read';

const DAY_MS = 86_400_000;
/** Values looked at for one list. */
const MOST_VALUES = 20_000;

interface Known {
  values: FeedValue[];
  /** The newest state that they rest on. */
  cutoff: string | null;
}

/**
 * A block list as text, with a tag that is another one whenever the text is. Peers get the addresses of what is shared with them; whoever
 * reads everything here gets those of every confirmed campaign.
 */
export const readFeed = defineQuery({
  name: 'share.feed',
  right: 'share.read',
  input: z.object({ name: z.enum(FEEDS).meta({ description: 'Which list.' }) }),
  async run({ name }, actor, now): Promise<{ text: string; tag: string }> {
    const { values, cutoff } = await valuesFor(actor);
    const text = writeFeed(name, values, { organization: organizationName(), cutoff }, now);
    return { text, tag: `"${createHash('sha256').update(text).digest('base64url')}"` };
  },
});

function valuesFor(actor: Actor): Promise<Known> {
  return may(actor, 'read') ? ownValues() : sharedValues(readableAt(clearanceOf(actor)));
}

const PATTERN = /^\[ipv[46]-addr:value ISSUBSET '([0-9a-f.:/]+)'\]$/i;

/** The addresses in indicators of campaigns that stand as they were published. */
async function sharedValues(collections: readonly Collection[]): Promise<Known> {
  const { rows } = await getPool().query<{ object: string; added: Date }>(
    `SELECT o.object, o.date_added AS added
       FROM shared_head h JOIN shared_object o USING (collection, id, version)
      WHERE h.collection = ANY($1) AND h.type = 'indicator' AND NOT h.revoked AND h.owner LIKE 'campaign:%'
        AND o.object LIKE '%-addr:value ISSUBSET %'
      ORDER BY o.date_added DESC LIMIT ${MOST_VALUES}`,
    [collections],
  );
  const values = rows.flatMap(({ object }) => {
    const { pattern, confidence, valid_until } = JSON.parse(object) as Record<string, unknown>;
    const value = PATTERN.exec(String(pattern))?.[1];
    return value === undefined
      ? []
      : [{ value, confidence: Number(confidence) || 0, until: String(valid_until) }];
  });
  return { values, cutoff: rows[0]?.added.toISOString() ?? null };
}

interface LinkRow {
  kind: IndicatorKind;
  value: string;
  accounts: number;
  outside: number;
  log_odds: number;
  hub: boolean;
  score: number;
  last_seen: Date;
  until: Date | null;
}

/** The addresses that tell members of confirmed campaigns from others, by the same rule as indicators that are shared. */
async function ownValues(): Promise<Known> {
  const { rows } = await getPool().query<LinkRow>(
    `SELECT l.kind, l.value, l.accounts, l.outside, l.log_odds, l.hub, c.score, r.until,
            least(coalesce(s.last_seen, c.last_seen), c.last_seen) AS last_seen
       FROM campaign c JOIN campaign_link l ON l.campaign_id = c.id
       LEFT JOIN indicator_spread s ON s.indicator_key = l.key LEFT JOIN detection_run r ON r.id = c.run_id
      WHERE c.status = ANY($1) AND l.kind IN ('address_block', 'signup_block') AND NOT l.hub AND l.log_odds > 0
      ORDER BY c.last_seen DESC, c.id, l.position LIMIT ${MOST_VALUES}`,
    [SHAREABLE],
  );
  const values = rows.filter(tellsApart).map((row) => ({
    value: row.value,
    confidence: sureness(row.score, row),
    until: new Date(row.last_seen.getTime() + daysOf(row.kind) * DAY_MS).toISOString(),
  }));
  const newest = Math.max(...rows.map(({ until, last_seen }) => (until ?? last_seen).getTime()));
  return { values, cutoff: rows.length > 0 ? new Date(newest).toISOString() : null };
}
