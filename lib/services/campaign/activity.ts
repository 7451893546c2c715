import { readPage } from '@/lib/db/read-page';
import type { ActivityScope } from '@/lib/model/activity';
import { type ActivityItem, activityFilter } from '@/lib/model/console/activity';
import { entityId } from '@/lib/model/decision';
import { defineQuery } from '@/lib/services/verb';

const SCOPES: Record<ActivityScope, string> = {
  all: 'true',
  notes: "kind = 'note'",
  people: 'actor_name IS NOT NULL',
  detection: 'actor_name IS NULL',
};

interface Row {
  id: string;
  occurred_at: Date;
  kind: string;
  actor_name: string | null;
  summary: string;
  details: Record<string, unknown>;
  other_title: string | null;
}

/** What happened to a campaign, newest first: what runs found, what people did, and their notes. */
export const campaignActivity = defineQuery({
  name: 'campaign.activity',
  right: 'read',
  input: activityFilter.extend({ id: entityId }),
  run: ({ id, scope, limit, cursor }) =>
    readPage({
      order: [
        { sql: 'occurred_at', type: 'timestamptz', order: 'desc' },
        { sql: 'id', type: 'text', order: 'desc' },
      ],
      limit,
      cursor,
      params: [id],
      sql: (page) =>
        `SELECT id, occurred_at, kind, actor_name, summary, details, ${page.select},
                (SELECT o.title FROM campaign o WHERE o.id = coalesce(details ->> 'merged_into', details ->> 'other_id')) AS other_title
           FROM campaign_event WHERE campaign_id = $1 AND ${SCOPES[scope]} AND ${page.after} ORDER BY ${page.orderBy}`,
      view: itemOf,
    }),
});

function itemOf({ id, occurred_at, kind, actor_name, summary, details, other_title }: Row): ActivityItem {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    id,
    at: occurred_at.toISOString(),
    kind,
    actor: actor_name,
    summary,
    account_id: text(details.account_id),
    accounts: typeof details.accounts === 'number' ? details.accounts : null,
    campaign: named(text(details.merged_into) ?? text(details.other_id), other_title),
    decision_id: text(details.decision_id),
    undone: text(details.undone),
    mentions: Array.isArray(details.mentions)
      ? details.mentions.flatMap((person: unknown) => nameOf(person))
      : [],
  };
}

function named(id: string | null, title: string | null): ActivityItem['campaign'] {
  return id === null ? null : { id, title: title ?? id };
}

function nameOf(person: unknown): string[] {
  return typeof person === 'object' && person !== null && 'name' in person && typeof person.name === 'string'
    ? [person.name]
    : [];
}
