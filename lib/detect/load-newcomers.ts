import type { PoolClient } from 'pg';
import type { Base, BaseCampaign } from './base';
import type { MemberCount } from './draft';
import { byItsProgram, HARVEST, HARVEST_JOINS } from './load-mark';
import { type Admission, ENOUGH_OWN, isFresh, membershipOf, programOf } from './newcomers';

export interface Newcomer extends MemberCount {
  key: bigint;
  membership: number;
}

/** Names the program of an exchange as the base does, which knows no tools or parameters that only few share. */
type Naming = (tool: bigint | null, param: bigint | null) => string;

/**
 * New accounts that sent enough of a campaign's kind by its programs, by campaign, with what they sent in the whole window.
 * Needs the temporary tables `recent` (exchanges since the base), `mark` and `member`, which it fills anew.
 */
export async function findNewcomers(
  tx: PoolClient,
  base: Base,
  until: number,
  firstOf: (key: bigint) => number | null,
): Promise<Newcomer[][]> {
  const tools = new Set(base.tools);
  const params = new Set(base.params);
  const naming: Naming = (tool, param) =>
    programOf(
      tool !== null && tools.has(tool) ? tool : null,
      param !== null && params.has(param) ? param : null,
    );
  const recent = await countRecent(tx, base, naming);
  const candidates = base.campaigns.map(({ admission, draft }, i) => {
    if (!admission) return [];
    const members = new Set(draft.members.map(({ key }) => key));
    const sent = new Map(admission.strangers);
    for (const [key, n] of recent[i] ?? []) sent.set(key, (sent.get(key) ?? 0) + n);
    return [...sent]
      .filter(([key, n]) => n >= ENOUGH_OWN && !members.has(key) && isFresh(firstOf(key) ?? until, until))
      .map(([key]) => key)
      .sort((a, b) => (a < b ? -1 : 1));
  });
  if (candidates.every((keys) => keys.length === 0)) return candidates.map(() => []);
  await setMembers(tx, candidates);
  return countWhole(tx, base, until, naming);
}

/** Says who belongs to which group, by account keys, for the queries that count. */
export async function setMembers(tx: PoolClient, groups: readonly (readonly bigint[])[]): Promise<void> {
  await tx.query('TRUNCATE member');
  await tx.query('INSERT INTO member SELECT * FROM unnest($1::int[], $2::bigint[])', [
    groups.flatMap((keys, i) => keys.map(() => i)),
    groups.flat(),
  ]);
  await tx.query('ANALYZE member');
}

/** Exchanges since the base that may be of a campaign's kind and by its programs, by account; rather too many than too few. */
async function countRecent(tx: PoolClient, base: Base, naming: Naming): Promise<Map<bigint, number>[]> {
  const { rows } = await tx.query<{
    grp: number;
    account_key: bigint;
    tool_key: bigint | null;
    param_key: bigint | null;
    n: number;
  }>(
    `SELECT k.grp, r.account_key, r.tool_key, r.param_key, count(*)::int AS n
       FROM recent r CROSS JOIN LATERAL (VALUES (r.system_key), (r.head_key), (r.tail_key), (r.frame_key), (r.tool_key)) v(key)
       JOIN mark k ON k.key = v.key AND ${byItsProgram('k', 'r')} GROUP BY 1, 2, 3, 4`,
  );
  const counts: Map<bigint, number>[] = base.campaigns.map(() => new Map());
  for (const { grp, account_key, tool_key, param_key, n } of rows) {
    if (!base.campaigns[grp]?.admission?.programs.has(naming(tool_key, param_key))) continue;
    counts[grp]?.set(account_key, (counts[grp].get(account_key) ?? 0) + n);
  }
  return counts;
}

/** Of the members set, those that their campaign admits by all they sent in the window. */
async function countWhole(tx: PoolClient, base: Base, until: number, naming: Naming): Promise<Newcomer[][]> {
  const { rows } = await tx.query<{
    grp: number;
    account_key: bigint;
    tool_key: bigint | null;
    param_key: bigint | null;
    exchanges: number;
    harvest: number;
    joined: Date | null;
    last: Date;
  }>(
    `SELECT m.grp, m.account_key, e.tool_key, e.param_key, count(*)::int AS exchanges, count(*) FILTER (WHERE ${HARVEST})::int AS harvest,
            min(e.occurred_at) FILTER (WHERE ${HARVEST}) AS joined, max(e.occurred_at) AS last
       FROM member m JOIN exchange e ON e.account_key = m.account_key AND e.occurred_at > $1 AND e.occurred_at <= $2 ${HARVEST_JOINS}
      GROUP BY 1, 2, 3, 4 ORDER BY 1, 2`,
    [new Date(base.since), new Date(until)],
  );
  const found = base.campaigns.map(() => new Map<bigint, MemberCount & { own: number }>());
  for (const row of rows) {
    const counts = found[row.grp] as Map<bigint, MemberCount & { own: number }>;
    const held = counts.get(row.account_key);
    const { programs } = (base.campaigns[row.grp] as BaseCampaign).admission as Admission;
    const own = programs.has(naming(row.tool_key, row.param_key)) ? row.harvest : 0;
    const earlier = held?.joined && (!row.joined || held.joined < row.joined) ? held.joined : row.joined;
    counts.set(row.account_key, {
      exchanges: row.exchanges + (held?.exchanges ?? 0),
      harvest: row.harvest + (held?.harvest ?? 0),
      joined: earlier as Date,
      last: held && held.last > row.last ? held.last : row.last,
      own: own + (held?.own ?? 0),
    });
  }
  return found.map((counts, i) => {
    const { admission } = base.campaigns[i] as BaseCampaign;
    return [...counts].flatMap(([key, { own, ...count }]) => {
      const membership = admission && membershipOf(admission, { harvest: own, exchanges: count.exchanges });
      return membership === null ? [] : [{ ...count, key, membership }];
    });
  });
}
