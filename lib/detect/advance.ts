import type { PoolClient } from 'pg';
import type { Base, BaseCampaign } from './base';
import {
  addHours,
  countHours,
  countMembers,
  type Draft,
  type HourRow,
  harvestShares,
  type MemberCount,
  type Range,
  trendOf,
} from './draft';
import { writeMarks } from './load-mark';
import { findNewcomers, type Newcomer, setMembers } from './load-newcomers';
import { loadStandings, type Standing } from './load-status';
import { accountAction, amountReason, type MemberDraft, SUCCESSOR_REACH, TOOK_OVER } from './members';
import { number, percent } from './signals/signal';
import { latestBefore } from './statistics';

/** What is known at a moment at or after a base. */
export interface Advanced {
  exchanges: number;
  accounts: number;
  /** In the order of the base's campaigns. `hours` begins with the hour of the base. */
  drafts: Draft[];
  /** Exchanges since the base, by account. */
  sent: Map<bigint, number>;
}

/**
 * Adds to a base what came since: members' traffic and status, and the new accounts that took up a campaign's work. Reads
 * nothing before the base but the traffic of those new accounts. Leaves the temporary tables `member`, `mark` and `recent`.
 */
export async function advance(tx: PoolClient, base: Base, until: number): Promise<Advanced> {
  const range: Range = [new Date(base.at), new Date(until)];
  const groups = base.campaigns.length;
  await writeMarks(
    tx,
    base.campaigns.map(({ marks }) => marks),
  );
  await tx.query('DROP TABLE IF EXISTS recent');
  await tx.query(
    `CREATE TEMP TABLE recent ON COMMIT DROP AS
     SELECT account_key, system_key, head_key, tail_key, frame_key, tool_key, param_key FROM exchange
      WHERE occurred_at > $1 AND occurred_at <= $2`,
    range,
  );
  const sent = await tx.query<{ account_key: bigint; n: number }>(
    'SELECT account_key, count(*)::int AS n FROM recent GROUP BY 1',
  );
  const position = new Map<bigint, number>();
  base.active.forEach((key, i) => {
    position.set(key, i);
  });
  const newcomers = await findNewcomers(
    tx,
    base,
    until,
    (key) => base.first[position.get(key) ?? -1] ?? null,
  );
  await setMembers(
    tx,
    base.campaigns.map(({ draft }, i) => [...draft.members, ...(newcomers[i] ?? [])].map(({ key }) => key)),
  );
  const counts = await countMembers(tx, range, groups);
  const hours = await countHours(tx, range, groups);
  const standings = await loadStandings(
    tx,
    [
      ...new Set(
        [...base.campaigns.flatMap(({ draft }) => draft.members), ...newcomers.flat()].map(({ key }) => key),
      ),
    ],
    until,
  );
  return {
    exchanges: base.exchanges + sent.rows.reduce((sum, { n }) => sum + n, 0),
    sent: new Map(sent.rows.map(({ account_key, n }) => [account_key, n])),
    accounts: base.active.length + sent.rows.filter(({ account_key }) => !position.has(account_key)).length,
    drafts: base.campaigns.map((campaign, i) => {
      const members = [
        ...campaign.draft.members.map((member) => grown(member, counts[i]?.get(member.key))),
        ...admit(base, campaign, newcomers[i] ?? [], standings),
      ].map((member) => ({ ...member, active: isActive(standings.get(member.key)) }));
      const last = [...(counts[i]?.values() ?? [])].reduce(
        (time, one) => Math.max(time, one.last.getTime()),
        campaign.draft.lastSeen.getTime(),
      );
      return { ...advanced(campaign, members, hours[i] ?? [], until), lastSeen: new Date(last) };
    }),
  };
}

/** A member of the base with what it sent since. */
function grown(member: MemberDraft, since: MemberCount | undefined): MemberDraft {
  if (!since) return member;
  const exchanges = member.exchanges + since.exchanges;
  const harvest = member.harvest + since.harvest;
  const before = amountReason(member.harvest, member.harvest / member.exchanges);
  return {
    ...member,
    exchanges,
    harvest,
    harvestShare: shareOf(harvest, exchanges),
    reasons: member.reasons.map((reason) =>
      reason === before ? amountReason(harvest, harvest / exchanges) : reason,
    ),
  };
}

const WHEN = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/**
 * New accounts as members. Those whose holder is verified wait for the next base: somebody may have told
 * them apart by then.
 */
function admit(
  base: Base,
  { admission, draft }: BaseCampaign,
  newcomers: readonly Newcomer[],
  standings: ReadonlyMap<bigint, Standing>,
): MemberDraft[] {
  if (!admission) return [];
  const bans = draft.members
    .map(({ key }) => standings.get(key))
    .filter((standing) => standing?.status !== 'active' && (standing?.statusAt ?? 0) > base.since)
    .map((standing) => standing?.statusAt as number)
    .sort((a, b) => a - b);
  return newcomers.flatMap((account) => {
    const { key, membership, exchanges, harvest, joined } = account;
    const verified = standings.get(key)?.verified;
    if (verified === 'organization' || verified === 'identity') return [];
    const ban = latestBefore(bans, joined.getTime());
    const after = ban !== null && joined.getTime() - ban <= SUCCESSOR_REACH;
    const least = percent(admission.share);
    return [
      {
        key,
        membership: Math.round(membership * 1000) / 1000,
        harvestShare: shareOf(harvest, exchanges),
        role: after
          ? ('successor' as const)
          : harvest >= exchanges / 2
            ? ('core' as const)
            : ('relay' as const),
        reasons: [
          amountReason(harvest, harvest / exchanges),
          `New since ${WHEN.format(joined)} UTC; of ${number(admission.accounts)} accounts known before of whose traffic at least ${least} is such exchanges by the group's programs, ${number(admission.members)} are members.`,
          ...(after ? [TOOK_OVER] : []),
        ],
        action: accountAction(draft.action, membership, false),
        exchanges,
        harvest,
        looksInnocent: null,
        joinedAt: joined,
        active: true,
      },
    ];
  });
}

function isActive(standing: Standing | undefined): boolean {
  return standing?.status === 'active';
}

function shareOf(harvest: number, exchanges: number): number {
  return Math.round((harvest / exchanges) * 1e4) / 1e4;
}

function advanced(
  { draft, byHour, byCapability }: BaseCampaign,
  members: MemberDraft[],
  recent: HourRow[],
  until: number,
): Draft {
  const hours = addHours(draft.hours, recent);
  const sum = (pick: (member: MemberDraft) => number) =>
    members.reduce((total, member) => total + pick(member), 0);
  return {
    ...draft,
    exchanges: sum(({ exchanges }) => exchanges),
    harvest: sum(({ harvest }) => harvest),
    activeAccounts: members.filter(({ active }) => active).length,
    capabilities: harvestShares([...byCapability, ...hours], draft.readings),
    trend: trendOf([...byHour, ...hours], until),
    members: members.sort((a, b) => b.membership - a.membership || (a.key < b.key ? -1 : 1)),
    hours,
  };
}
