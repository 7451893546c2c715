import type { PoolClient } from 'pg';
import { ago } from '@/lib/model/ago';
import { RetortError } from '@/lib/model/errors';

/** What a verb did, as the end of "Dana Okafor … 2 minutes ago". */
const DEEDS: Record<string, string> = {
  'campaign.confirm': 'confirmed this campaign',
  'campaign.dismiss': 'dismissed this campaign',
  'campaign.assign': 'changed who owns this campaign',
  'campaign.exclude': 'took an account out of this campaign',
  'campaign.include': 'put an account back into this campaign',
  'campaign.exclude_many': 'took accounts out of this campaign',
  'campaign.include_many': 'put accounts back into this campaign',
  'campaign.merge': 'merged this campaign with another',
  'campaign.split': 'split this campaign',
  'campaign.reopen': 'reopened this campaign',
  'campaign.undo': 'took a decision about this campaign back',
  'account.ban': 'banned this account',
  'account.reinstate': 'reinstated this account',
  'alert.claim': 'claimed this alert',
  'alert.claim_next': 'claimed this alert',
  'alert.release': 'released this alert',
  'alert.assign': 'changed whom this alert is assigned to',
  'alert.snooze': 'snoozed this alert',
  'alert.wake': 'woke this alert',
  'alert.triage_batch': 'changed this alert together with others',
  'view.save': 'changed this view',
  'view.share': 'changed who sees this view',
  'target.change': 'changed this target',
  'target.pause': 'paused this target',
  'target.resume': 'resumed this target',
  'target.remove': 'took this target away',
  'peer.change': 'changed this peer',
  'peer.disable': 'disabled this peer',
  'peer.enable': 'enabled this peer',
  'peer.renew': 'gave this peer a new key',
  'batch.submit': 'submitted this batch',
  'batch.approve': 'approved this batch',
  'batch.decline': 'declined this batch',
  'batch.pause': 'paused this batch',
  'batch.resume': 'resumed this batch',
  'batch.cancel': 'cancelled this batch',
  'batch.retry': 'had this batch try again what had failed',
  'batch.reverse': 'reversed this batch',
  'setting.change': 'changed this setting',
  'source.save': 'changed the mapping of this source',
  'indicator.watch': 'watches this value',
  'intel.change_source': 'changed this source',
  'intel.pause_source': 'paused this source',
  'intel.resume_source': 'resumed this source',
  'intel.remove_source': 'took this source away',
  'indicator.unwatch': 'stopped watching this value',
  'detector.save_draft': 'changed this draft',
  'detector.to_shadow': 'made a version the shadow',
  'detector.go_live': 'put a version live',
  'detector.discard': 'ended this shadow',
};

/** Where one deed reaches another entity than its own. */
const SIDE_EFFECTS: Record<string, Record<string, string>> = {
  account: { 'batch.apply': 'changed this account together with others' },
  campaign: {
    'account.ban': 'banned the last account of this campaign that could act',
    'account.reinstate': 'reinstated an account of this campaign',
    'alert.triage_batch': 'dismissed this campaign together with others',
  },
  alert: {
    'campaign.confirm': 'confirmed the campaign of this alert',
    'campaign.dismiss': 'dismissed the campaign of this alert',
    'campaign.merge': 'merged the campaign of this alert with another',
    'campaign.reopen': 'reopened the campaign of this alert',
    'campaign.snooze': 'snoozed the alerts of this campaign',
    'campaign.undo': 'took a decision about the campaign of this alert back',
  },
};

interface Changed {
  entity: string;
  id: string;
  /** The version that stands now. */
  version: number;
  now: Date;
}

/**
 * The refusal for somebody who looked at an older version: says who changed what and when, from the audit log.
 * Facts: changed_by, changed_at, what (null when the log does not know), version, and the id of what was changed.
 */
export async function conflict(tx: PoolClient, { entity, id, version, now }: Changed): Promise<RetortError> {
  const { rows } = await tx.query<{ at: Date; actor_name: string; verb: string; left: string | null }>(
    // Renewing a claim, writing a note, sharing and a batch going on change nothing that is decided upon, and leave the version as it is.
    `SELECT at, actor_name, verb, after ->> 'version' AS left FROM audit_entry
      WHERE entity = $1 AND entity_id = $2 AND verb NOT IN ('alert.renew', 'campaign.note', 'campaign.share', 'campaign.unshare', 'batch.freeze', 'batch.apply', 'order.settle',
        'order.ack', 'order.ack_many', 'target.test', 'target.record_test', 'target.replay', 'intel.poll_source', 'inbox.take', 'inbox.retry', 'inbox.set_aside',
        'detector.request_backtest', 'detector.cancel_backtest') ORDER BY seq DESC LIMIT 1`,
    [entity, id],
  );
  const last = rows[0];
  // Runs raise the version of campaigns too; they stand in the audit log as runs.
  const byRun = entity === 'campaign' && last?.left !== null && Number(last?.left) !== version;
  if (!last || byRun) {
    const facts = { changed_by: null, changed_at: null, what: null, version, id };
    return new RetortError(
      'conflict',
      `This ${entity} changed since you opened it. Look at it again.`,
      facts,
    );
  }
  const what = SIDE_EFFECTS[entity]?.[last.verb] ?? DEEDS[last.verb] ?? `changed this ${entity}`;
  return new RetortError('conflict', `${last.actor_name} ${what} ${ago(last.at, now)}.`, {
    changed_by: last.actor_name,
    changed_at: last.at.toISOString(),
    what,
    version,
    id,
  });
}

const LOCKED = {
  campaign: 'SELECT * FROM campaign WHERE id = $1 FOR UPDATE',
  account: 'SELECT * FROM account WHERE key = $1 FOR UPDATE',
  alert: 'SELECT * FROM alert WHERE id = $1 FOR UPDATE',
  target: 'SELECT * FROM target WHERE id = $1 FOR UPDATE',
  view: 'SELECT * FROM saved_view WHERE id = $1 FOR UPDATE',
  batch: 'SELECT * FROM batch WHERE id = $1 FOR UPDATE',
  peer: 'SELECT * FROM peer WHERE id = $1 FOR UPDATE',
  watch: 'SELECT * FROM watchlist_entry WHERE indicator_key = $1 FOR UPDATE',
  detector: 'SELECT * FROM detector_version WHERE id = $1 FOR UPDATE',
  intel_source: 'SELECT * FROM intel_source WHERE id = $1 FOR UPDATE',
} as const;

interface Looked {
  /** The key to find the row by, and the id under which the audit log and people know it. */
  key: string | bigint;
  id: string;
  seen: number;
  now: Date;
}

/**
 * The version check of a verb: the row, locked until the transaction ends, if it still has the version the caller looked
 * at. A second caller waits here for the first and then sees the version the first one left.
 * RetortError `not_found`, or `conflict` that says who changed it.
 */
export async function lockSeen<Row extends { version: number }>(
  tx: PoolClient,
  entity: keyof typeof LOCKED,
  { key, id, seen, now }: Looked,
): Promise<Row> {
  const { rows } = await tx.query<Row>(LOCKED[entity], [key]);
  const row = rows[0];
  if (!row) throw new RetortError('not_found', `There is no ${entity} ${id}.`, { entity, id });
  if (row.version !== seen) throw await conflict(tx, { entity, id, version: row.version, now });
  return row;
}
