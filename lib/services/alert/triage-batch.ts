import { z } from 'zod';
import { may } from '@/lib/model/access';
import { alertCutoff, alertFilter, type TriageAnswer, type TriageResult } from '@/lib/model/console/alert';
import { decisionReason, dismissalFields, entityId, saysOfWhat, seenVersion } from '@/lib/model/decision';
import { RetortError } from '@/lib/model/errors';
import { BATCH_LIMIT, DISMISS_LIMIT } from '@/lib/model/queue';
import { describeActor } from '@/lib/services/audit/append';
import { decideCampaign } from '@/lib/services/campaign/decide';
import { conflict } from '@/lib/services/conflict';
import { requireEnabledUser } from '@/lib/services/user/require-enabled';
import { defineVerb, type VerbWork } from '@/lib/services/verb';
import { type AlertChange, type AlertState, changeAlert, LET_GO, requireOpen } from './change';
import { snoozeEnd } from './snooze';
import { filterConditions, parameters, selfId } from './where';

const seen = z.object({ id: entityId, version: seenVersion, campaign_version: seenVersion });

/** Rows by name with the versions that were looked at, or everything that a filter matched at a moment. */
const scopeInput = z.union([
  z.object({ alerts: z.array(seen).min(1).max(500) }),
  z.object({ filter: alertFilter, cutoff: alertCutoff }),
]);

const actInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('assign'), assignee_id: entityId.nullable() }),
  z.object({ kind: z.literal('release') }),
  z.object({ kind: z.literal('snooze'), until: z.iso.datetime() }),
  z.object({ kind: z.literal('wake') }),
  z
    .object({ kind: z.literal('dismiss'), reason: decisionReason, ...dismissalFields })
    .superRefine(saysOfWhat),
]);

type Scope = z.output<typeof scopeInput>;
type Act = z.output<typeof actInput>;
type Row = AlertState & { title: string; campaign_version: number };

/**
 * One act on many alerts, as many campaigns at a time as `limit` says; `after` is the `next` of the answer before. What
 * somebody else changed since it was looked at is left alone and told by row, and so is what the act does not apply to. A
 * filter is taken as of its cutoff: neither what was raised later nor what a colleague touched later is changed.
 * RetortError `forbidden` to dismiss without that right, `invalid`.
 */
export const triageBatch = defineVerb({
  name: 'alert.triage_batch',
  right: 'alert.triage',
  input: z.object({
    scope: scopeInput,
    act: actInput,
    after: entityId.nullable().default(null),
    limit: z.number().int().min(1).max(BATCH_LIMIT).default(BATCH_LIMIT),
  }),
  async run({ scope, act, after, limit }, work): Promise<TriageAnswer> {
    if (act.kind === 'dismiss' && !may(work.actor, 'campaign.decide')) {
      throw new RetortError('forbidden', 'This needs the right "campaign.decide", which you do not have.', {
        right: 'campaign.decide',
      });
    }
    const dismissing = act.kind === 'dismiss';
    const most = dismissing ? Math.min(limit, DISMISS_LIMIT) : limit;
    const { rows, next } = await rowsOf(scope, after, most, work, dismissing ? '' : 'FOR UPDATE OF a');
    const results = dismissing
      ? await dismissAll(act, rows, scope, work)
      : await changeAll(act, rows, scope, work);
    const done = results.filter(({ outcome }) => outcome === 'done').length;
    const { kind, ...how } = act;
    work.audit({
      entity: 'alert_batch',
      entityId: work.newId(),
      after: { act: kind, ...how, alerts: results.length, done, left_alone: results.length - done },
    });
    return { results, next };
  },
});

/** The alerts of the next `most` campaigns of the scope, and behind which campaign the rest begins. */
async function rowsOf(scope: Scope, after: string | null, most: number, work: VerbWork, lock: string) {
  const { params, place } = parameters();
  const within =
    'alerts' in scope
      ? `a.id = ANY(${place(scope.alerts.map(({ id }) => id))})`
      : `${filterConditions(scope.filter, { self: selfId(work.actor), now: new Date(scope.cutoff.at), place })}
         AND a.created_at <= ${place(scope.cutoff.newest)}`;
  const rest = after === null ? 'true' : `a.campaign_id > ${place(after)}`;
  const { rows } = await work.tx.query<Row & { nth: number }>(
    `WITH matched AS (
       SELECT a.id, dense_rank() OVER (ORDER BY a.campaign_id)::int AS nth
       FROM alert a JOIN campaign c ON c.id = a.campaign_id WHERE ${within} AND ${rest})
     SELECT a.*, c.title, c.version AS campaign_version, m.nth
     FROM matched m JOIN alert a ON a.id = m.id JOIN campaign c ON c.id = a.campaign_id
     WHERE m.nth <= ${place(most + 1)} ORDER BY a.campaign_id, a.id ${lock}`,
    params,
  );
  const taken = rows.filter(({ nth }) => nth <= most);
  return { rows: taken, next: taken.length < rows.length ? (taken.at(-1)?.campaign_id ?? null) : null };
}

async function changeAll(
  act: Exclude<Act, { kind: 'dismiss' }>,
  rows: Row[],
  scope: Scope,
  work: VerbWork,
): Promise<TriageResult[]> {
  const change = await changeOf(act, work);
  const results: TriageResult[] = [];
  for (const row of rows) {
    results.push(
      await resultOf([row], async () => {
        await requireUnchanged(scope, row, 'alert', work);
        requireOpen(row);
        const pointless = pointlessness(act, row, work.now);
        if (pointless) throw new RetortError('precondition', pointless);
        await changeAlert(work, row, change);
      }).then(([result]) => result as TriageResult),
    );
  }
  return results;
}

async function changeOf(act: Exclude<Act, { kind: 'dismiss' }>, { tx, now }: VerbWork): Promise<AlertChange> {
  switch (act.kind) {
    case 'assign':
      if (act.assignee_id !== null) await requireEnabledUser(tx, act.assignee_id);
      return { assignee_id: act.assignee_id };
    case 'release':
      return LET_GO;
    case 'snooze':
      return { snoozed_until: snoozeEnd(act.until, now), ...LET_GO };
    case 'wake':
      return { snoozed_until: null };
  }
}

/** Why the act would change nothing about the alert, or null. */
function pointlessness(act: Act, row: Row, now: Date): string | null {
  if (act.kind === 'release' && (row.held_until === null || row.held_until <= now))
    return 'Nobody holds this alert.';
  if (act.kind === 'wake' && (row.snoozed_until === null || row.snoozed_until <= now))
    return 'This alert is awake.';
  return null;
}

/** Dismisses each campaign once, in the order of their ids, with all of its open alerts. */
async function dismissAll(
  { reason, outcome, duplicate_of }: Extract<Act, { kind: 'dismiss' }>,
  rows: Row[],
  scope: Scope,
  work: VerbWork,
): Promise<TriageResult[]> {
  const results: TriageResult[] = [];
  for (const id of new Set(rows.map((row) => row.campaign_id))) {
    const alerts = rows.filter((row) => row.campaign_id === id);
    const first = alerts[0] as Row;
    results.push(
      ...(await resultOf(alerts, async () => {
        await requireUnchanged(scope, first, 'campaign', work);
        const version = seenOf(scope, first)?.campaign_version ?? first.campaign_version;
        await decideCampaign({ kind: 'dismiss', id, version, reason, outcome, duplicate_of }, work);
      })),
    );
  }
  return results;
}

/** Does it, and says of each alert that it was done or why it was left alone. Every refusal comes before the first change. */
async function resultOf(alerts: readonly Row[], deed: () => Promise<void>): Promise<TriageResult[]> {
  const said = (outcome: TriageResult['outcome'], message: string | null) =>
    alerts.map(({ id, title }) => ({ id, title, outcome, message }));
  try {
    await deed();
    return said('done', null);
  } catch (error) {
    if (!(error instanceof RetortError)) throw error;
    return said(error.code === 'conflict' ? 'conflict' : 'refused', error.message);
  }
}

function seenOf(scope: Scope, { id }: Row) {
  return 'alerts' in scope ? scope.alerts.find((alert) => alert.id === id) : undefined;
}

/** RetortError `conflict` when the alert or its campaign is not any more what the scope was made of. */
async function requireUnchanged(
  scope: Scope,
  row: Row,
  entity: 'alert' | 'campaign',
  work: VerbWork,
): Promise<void> {
  const { tx, now, actor } = work;
  const [id, version] = entity === 'alert' ? [row.id, row.version] : [row.campaign_id, row.campaign_version];
  if ('alerts' in scope) {
    const looked = seenOf(scope, row);
    if ((entity === 'alert' ? looked?.version : looked?.campaign_version) === version) return;
    throw await conflict(tx, { entity, id, version, now });
  }
  const { rowCount } = await tx.query(
    `SELECT 1 FROM audit_entry
      WHERE entity = $1 AND entity_id = $2 AND at > $3 AND actor_id <> $4 AND verb <> 'alert.renew' LIMIT 1`,
    [entity, id, scope.cutoff.at, describeActor(actor).id],
  );
  if (rowCount) throw await conflict(tx, { entity, id, version, now });
}
