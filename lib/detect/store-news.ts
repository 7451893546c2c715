import type { PoolClient } from 'pg';
import { type CampaignStatus, type Severity, severityOf } from '@/lib/model/campaign';
import { CAPABILITIES, CAPABILITY_WORDS, type Capability } from '@/lib/model/capability';
import { key64 } from '@/lib/model/hash';
import type { Draft } from './draft';
import { number, plural } from './signals/signal';
import type { KnownCampaign } from './store-known';
import { base32 } from './track';

const HOUR = 3_600_000;
/** How soon an alert should be looked at. */
const DUE: Record<Severity, number> = {
  critical: 4 * HOUR,
  high: 24 * HOUR,
  medium: 72 * HOUR,
  low: 168 * HOUR,
};
/** Growth of exchanges or accounts from run to run that is a jump. */
const JUMP = 1.5;
const JUMP_EXCHANGES = 500;
/** New accounts after a ban that make an alert of their own; one is enough where nobody could act any more. */
const SUCCESSORS = 5;

/** A campaign that the run is about to leave, next to what it was. */
export interface Change {
  id: string;
  title: string;
  status: CampaignStatus;
  before: KnownCampaign | null;
  draft: Draft;
  until: Date;
  /** Score from which it raises alerts. */
  alertFrom: number;
  /** What speaks more for a dismissed campaign than when it was judged; empty when it is not raised again. */
  changed: readonly string[];
  merged: readonly KnownCampaign[];
  splitFrom: KnownCampaign | null;
  /** Accounts listed again though a person had taken them out, with what changed. */
  again: ReadonlyMap<string, string>;
}

/** Events and alerts of one campaign: that it is new, jumped, went on under other accounts, is raised again and why. */
export async function writeNews(tx: PoolClient, change: Change): Promise<void> {
  const { id, title, before, draft, until, changed, merged, splitFrom, again, alertFrom } = change;
  const { score } = draft.assessment;
  const quiet = change.status === 'dismissed' || score < alertFrom;
  const key = until.toISOString();
  const event = (kind: string, summary: string, own = key) =>
    addEvent(tx, { id, at: until, kind, summary, key: own });
  const raise = async (kind: string, subject: string, summary: string) => {
    if (!quiet) await addAlert(tx, { id, kind, subject: `${id} ${subject}`, summary, score, until });
  };
  if (!before) {
    const summary = `new: ${plural(draft.members.length, 'account')} ${harvestPhrase(draft)}`;
    await event('detected', `${certainty(score)} ${summary}`, '');
    if (splitFrom) await event('split', `Split from ${splitFrom.title}: its accounts act apart now.`, '');
    await raise('new_campaign', 'new', splitFrom ? `split from ${splitFrom.title}; ${summary}` : summary);
  } else if (changed.length > 0) {
    const summary = `raised again: ${changed.join('; ')}`;
    await event('raised_again', summary, changed.join());
    await raise('new_campaign', `again ${changed.join()}`, summary);
  } else if (before.score < alertFrom && change.status === 'suspected') {
    await raise('new_campaign', 'new', `score rose to ${certainty(score)}`);
  } else if (!quiet) await writeJump(before, draft, event, raise);
  if (before && !before.current && before.mergedInto === null)
    await event('returned', 'Its accounts act as one group again.');
  if (before?.mergedInto) await event('split', 'Its accounts act as a group of their own again.');
  if (splitFrom) {
    const summary = `${plural(draft.members.length, 'account')} of it act apart now, as ${title}.`;
    await addEvent(tx, { id: splitFrom.id, at: until, kind: 'split', summary, key: id });
  }
  for (const part of merged) {
    const summary = `${part.title} became part of it: ${plural(part.accounts.size, 'account')} act with the others now.`;
    await event('merged', summary, part.id);
    await addEvent(tx, {
      id: part.id,
      at: until,
      kind: 'merged',
      summary: `Became part of ${title}: its accounts act with the others there now.`,
      key: `${id} ${key}`,
      details: { merged_into: id, status: part.status },
    });
  }
  await writeSuccession(change, event, raise);
  for (const [account, what] of again)
    await event('listed_again', `${account} is listed again: ${what}`, `${account} ${what}`);
}

type Say = (kind: string, text: string, more?: string) => Promise<void>;

async function writeJump(
  before: KnownCampaign,
  draft: Draft,
  event: Say,
  raise: (kind: string, subject: string, summary: string) => Promise<void>,
): Promise<void> {
  const { score } = draft.assessment;
  const grown = draft.exchanges - before.exchanges;
  if (draft.exchanges >= JUMP * before.exchanges && grown >= JUMP_EXCHANGES) {
    const summary = `exchanges up from ${number(before.exchanges)} to ${number(draft.exchanges)}`;
    await event('jumped', summary, String(draft.exchanges));
    await raise('jump', `jump ${draft.exchanges}`, summary);
  } else if (severityOf(score) !== severityOf(before.score) && score > before.score) {
    const summary = `score rose from ${certainty(before.score)} to ${certainty(score)}`;
    await event('jumped', summary, `score ${score.toFixed(2)}`);
    await raise('jump', `score ${severityOf(score)}`, summary);
  }
}

/** A score as people read it: none is certain, so none is 1.00. */
function certainty(score: number): string {
  return Math.min(score, 0.99).toFixed(2);
}

/** New accounts that took over after bans; and that a campaign is contained, or no longer. */
async function writeSuccession(
  { status, before, draft, until }: Change,
  event: Say,
  raise: (kind: string, subject: string, summary: string) => Promise<void>,
): Promise<void> {
  const fresh = draft.members.filter(({ key }) => !before?.accounts.has(key));
  const successors = fresh.filter(({ role }) => role === 'successor').length;
  const reopened = before?.status === 'contained' && status !== 'contained' && status !== 'dismissed';
  if (reopened && fresh.length > 0) {
    const summary = `${plural(fresh.length, 'new account')} took up the work of a contained campaign`;
    await event('succeeded', summary);
    await raise('successor', `successor ${until.toISOString()}`, summary);
  } else if (successors > 0 && status !== 'dismissed') {
    const summary = `${plural(successors, 'new account')} took over after a ban`;
    await event('succeeded', summary);
    if (successors >= SUCCESSORS) await raise('successor', `successor ${until.toISOString()}`, summary);
  } else if (reopened) await event('reopened', 'An account of this campaign can act again.');
  if (status === 'contained' && before?.status !== 'contained') await event('contained', CONTAINED);
}

export const CONTAINED = 'No account of this campaign can act any more.';

/** `collect written-out reasoning and graded answers` */
function harvestPhrase(draft: Draft): string {
  const sought = (Object.entries(draft.capabilities) as [Capability, number][])
    .filter(([name, share]) => name !== 'general' && share >= 0.1)
    .sort((a, b) => b[1] - a[1] || CAPABILITIES.indexOf(a[0]) - CAPABILITIES.indexOf(b[0]))
    .slice(0, 2)
    .map(([name]) => CAPABILITY_WORDS[name].sought);
  return sought.length === 0 ? 'send the same scaffolds' : `collect ${sought.join(' and ')}`;
}

interface EventDraft {
  id: string;
  at: Date;
  kind: string;
  summary: string;
  /** What makes it this event and no other of its kind. */
  key: string;
  details?: object;
}

/** Writes an event once, however often the run is repeated. */
export async function addEvent(
  tx: PoolClient,
  { id, at, kind, summary, key, details = {} }: EventDraft,
): Promise<void> {
  await tx.query(
    'INSERT INTO campaign_event (id, campaign_id, occurred_at, kind, summary, details) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING',
    [`evt_${base32(key64(`event\0${id}\0${kind}\0${key}`))}`, id, at, kind, summary, JSON.stringify(details)],
  );
}

/** Raises an alert once: one of the same subject stands. */
export async function addAlert(
  tx: PoolClient,
  alert: { id: string; kind: string; subject: string; summary: string; score: number; until: Date },
): Promise<void> {
  const severity = severityOf(alert.score);
  await tx.query(
    `INSERT INTO alert (id, kind, subject, campaign_id, severity, score, summary, created_at, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
    [
      `alr_${base32(key64(`alert\0${alert.subject}`))}`,
      alert.kind,
      alert.subject,
      alert.id,
      severity,
      Math.round(alert.score * 1e4) / 1e4,
      alert.summary,
      alert.until,
      new Date(alert.until.getTime() + DUE[severity]),
    ],
  );
}
