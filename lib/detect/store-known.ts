import type { PoolClient } from 'pg';
import type { CampaignStatus } from '@/lib/model/campaign';
import { changedMembership, type Known, type Listed } from './track';

/** A campaign as it stands before a run is written. */
export interface KnownCampaign extends Known {
  title: string;
  status: CampaignStatus;
  score: number;
  exchanges: number;
  /** Log-odds by signal that a person judged. */
  judged: Record<string, number> | null;
  dismissOutcome: string | null;
  decidedAt: Date | null;
  splitFrom: string | null;
  hoursFrom: string | null;
  exclusions: Exclusion[];
  /** The campaign that a person says it is part of; then `mergedInto` is null. */
  decidedInto: string | null;
  /** Accounts that a person split off from it, with the campaign that has them since. */
  splits: ReadonlyMap<bigint, string>;
}

/** An account that a person took out of a campaign, or reinstated. */
export interface Exclusion {
  account: bigint;
  kind: 'excluded' | 'reinstated';
  reason: string;
  actorName: string;
  at: Date;
  listed: Listed;
}

/** Every campaign with its members, scaffolds and exclusions, locked until the transaction ends. */
export async function readKnown(tx: PoolClient): Promise<KnownCampaign[]> {
  const { rows } = await tx.query<{
    id: string;
    title: string;
    status: CampaignStatus;
    score: number;
    exchanges: number;
    judged_evidence: Record<string, number> | null;
    dismiss_outcome: string | null;
    decided_at: Date | null;
    current: boolean;
    merged_into: string | null;
    merged_by: string | null;
    split_from: string | null;
    hours_from: string | null;
    accounts: string[];
    scaffolds: string[];
  }>(
    `SELECT id, title, status, score, exchanges::float8 AS exchanges, judged_evidence, dismiss_outcome, decided_at, current,
            merged_into, merged_by, split_from, hours_from,
            ARRAY(SELECT account_key FROM campaign_account m WHERE m.campaign_id = c.id) AS accounts,
            ARRAY(SELECT scaffold_id FROM campaign_scaffold s WHERE s.campaign_id = c.id) AS scaffolds
       FROM campaign c ORDER BY id FOR UPDATE`,
  );
  const exclusions = await readExclusions(tx);
  const splits = await readSplits(tx);
  const parts = await readParts(tx);
  const apart = apartFrom(splits, new Map(rows.map(({ id, merged_into }) => [id, merged_into])));
  return rows.map((row) => {
    const accounts = new Set(row.accounts.map(BigInt));
    const own = splits.get(row.id) ?? new Map<bigint, string>();
    const elsewhere = parts.get(row.id) ?? [];
    return {
      id: row.id,
      title: row.title,
      status: row.status,
      score: row.score,
      exchanges: row.exchanges,
      judged: row.judged_evidence,
      dismissOutcome: row.dismiss_outcome,
      decidedAt: row.decided_at,
      current: row.current,
      mergedInto: row.merged_by === null ? row.merged_into : null,
      decidedInto: row.merged_by === null ? null : row.merged_into,
      splitFrom: row.split_from,
      hoursFrom: row.hours_from,
      accounts,
      scaffolds: new Set(row.scaffolds),
      exclusions: exclusions.get(row.id) ?? [],
      splits: own,
      ...(own.size + elsewhere.length > 0
        ? { known: new Set([...accounts, ...own.keys(), ...elsewhere]) }
        : {}),
      ...(apart.has(row.id) ? { apart: apart.get(row.id) as Set<string> } : {}),
    };
  });
}

/** For each campaign that was split off those it was split off from, and what these became part of. */
function apartFrom(
  splits: ReadonlyMap<string, ReadonlyMap<bigint, string>>,
  mergedInto: ReadonlyMap<string, string | null>,
): Map<string, Set<string>> {
  const apart = new Map<string, Set<string>>();
  for (const [from, accounts] of splits)
    for (const into of new Set(accounts.values())) {
      const all = apart.get(into) ?? new Set();
      for (let at: string | null = from; at && !all.has(at); at = mergedInto.get(at) ?? null) all.add(at);
      apart.set(into, all);
    }
  return apart;
}

async function readSplits(tx: PoolClient): Promise<Map<string, Map<bigint, string>>> {
  const { rows } = await tx.query<{ campaign_id: string; account_key: bigint; into_id: string }>(
    'SELECT campaign_id, account_key, into_id FROM campaign_split ORDER BY campaign_id, account_key',
  );
  const byCampaign = new Map<string, Map<bigint, string>>();
  for (const { campaign_id, account_key, into_id } of rows) {
    const accounts = byCampaign.get(campaign_id) ?? new Map<bigint, string>();
    byCampaign.set(campaign_id, accounts.set(account_key, into_id));
  }
  return byCampaign;
}

/** The accounts that are listed elsewhere because their campaign was merged by decision, by that campaign. */
async function readParts(tx: PoolClient): Promise<Map<string, bigint[]>> {
  const { rows } = await tx.query<{ part: string; accounts: string[] }>(
    'SELECT part, array_agg(account_key) AS accounts FROM campaign_account WHERE part IS NOT NULL GROUP BY 1',
  );
  return new Map(rows.map(({ part, accounts }) => [part, accounts.map(BigInt)]));
}

async function readExclusions(tx: PoolClient): Promise<Map<string, Exclusion[]>> {
  const { rows } = await tx.query<{
    campaign_id: string;
    account_key: bigint;
    kind: Exclusion['kind'];
    reason: string;
    actor_name: string;
    excluded_at: Date;
    listed: Listed;
  }>(
    `SELECT campaign_id, account_key, kind, reason, actor_name, excluded_at, listed FROM campaign_exclusion
      ORDER BY campaign_id, excluded_at, account_key`,
  );
  const byCampaign = new Map<string, Exclusion[]>();
  for (const row of rows) {
    const exclusion = {
      account: row.account_key,
      kind: row.kind,
      reason: row.reason,
      actorName: row.actor_name,
      at: row.excluded_at,
      listed: row.listed,
    };
    const list = byCampaign.get(row.campaign_id);
    if (list) list.push(exclusion);
    else byCampaign.set(row.campaign_id, [exclusion]);
  }
  return byCampaign;
}

/**
 * Where decisions about accounts count: the campaigns given, what was merged into them, and, with `origins`, what they were
 * split from with what was merged into that.
 */
export function lineage(
  start: readonly (KnownCampaign | null)[],
  known: readonly KnownCampaign[],
  origins = true,
): KnownCampaign[] {
  const seen = new Set<KnownCampaign>();
  const open = start.filter((campaign) => campaign !== null);
  for (let campaign = open.pop(); campaign; campaign = open.pop()) {
    if (seen.has(campaign)) continue;
    seen.add(campaign);
    for (const other of known)
      if (
        [other.mergedInto, other.decidedInto].includes(campaign.id) ||
        (origins && other.id === campaign.splitFrom)
      )
        open.push(other);
  }
  return [...seen];
}

/** The accounts that people took out of the campaigns given, or reinstated, with all that counts for those. */
export function exclusionsOf(
  start: readonly (KnownCampaign | null)[],
  known: readonly KnownCampaign[],
): Map<bigint, Exclusion> {
  const all = new Map<bigint, Exclusion>();
  for (const campaign of lineage(start, known))
    for (const exclusion of campaign.exclusions)
      if (!all.has(exclusion.account)) all.set(exclusion.account, exclusion);
  return all;
}

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/**
 * Members as they are to be listed: without those that a person took out, but with those of whom more is known than was
 * judged then, whose first reason says so. `again` names what changed, by account.
 */
export function withoutExcluded<M extends { key: bigint; harvest: number; reasons: string[] }>(
  members: readonly M[],
  exclusions: ReadonlyMap<bigint, Exclusion>,
): { members: M[]; again: Map<bigint, string> } {
  const again = new Map<bigint, string>();
  const listed = members.flatMap((member) => {
    const exclusion = exclusions.get(member.key);
    if (!exclusion) return [member];
    const changes = changedMembership(exclusion.listed, {
      harvest_exchanges: member.harvest,
      reasons: member.reasons,
    });
    if (changes.length === 0) return [];
    again.set(member.key, changes.join(' '));
    const deed = exclusion.kind === 'excluded' ? 'Taken out' : 'Reinstated';
    const since = `${deed} on ${DATE.format(exclusion.at)} by ${exclusion.actorName}; listed again because this is new: ${changes.join(' ')}`;
    return [{ ...member, reasons: [since, ...member.reasons] }];
  });
  return { members: listed, again };
}
