import type { PoolClient } from 'pg';
import { type Exchanges, LIMITED } from './exchanges';
import type { Group } from './group';
import type { GroupTraffic } from './load-rhythm';
import type { Handover, Snapshot } from './snapshot';

/** How far around an event the others' harvest is counted, in seconds: a relay retries at once, people and job queues later. */
export const REACH = { limit: 15, ban: 1800 } as const;
/** Events of a kind that are looked at in a group; more would only cost. */
const MOST_EVENTS = 400;

/** When accounts were banned or suspended in the window, by position, in seconds since it began, ascending. */
export async function loadBans(tx: PoolClient, world: Snapshot): Promise<ReadonlyMap<number, number[]>> {
  const { rows } = await tx.query<{ account_key: bigint; at: number }>(
    `SELECT account_key, extract(epoch FROM occurred_at - $1::timestamptz)::float8 AS at FROM account_event
      WHERE occurred_at > $1 AND occurred_at <= $2 AND kind IN ('banned', 'suspended') ORDER BY occurred_at, account_key`,
    [new Date(world.since), new Date(world.until)],
  );
  const bans = new Map<number, number[]>();
  if (rows.length === 0) return bans;
  const position = new Map(world.accounts.map((account, i) => [account.key, i]));
  for (const { account_key, at } of rows) {
    const account = position.get(account_key);
    if (account === undefined) continue;
    const list = bans.get(account);
    if (list) list.push(at);
    else bans.set(account, [at]);
  }
  return bans;
}

interface Happening {
  at: number;
  account: number;
}

/**
 * What the other members' harvest does just before and just after a member is limited (HTTP 429) or banned. Events closer
 * together than the reach count once, so that one ban of many accounts is one event; those with nothing around them are left out.
 */
export function handoversOf(
  { flags }: Exchanges,
  { members }: Group,
  { places, account, at, harvest }: GroupTraffic,
  bans: ReadonlyMap<number, readonly number[]>,
): { limits: Handover[]; bans: Handover[] } {
  const limited: Happening[] = [];
  let count = 0;
  places.forEach((place, i) => {
    if ((flags[place] as number) & LIMITED)
      limited.push({ at: at[i] as number, account: account[i] as number });
    else if (harvest[i] === 1) count++;
  });
  const banned = members.flatMap((member) =>
    (bans.get(member.account) ?? []).map((time) => ({ at: time, account: member.account })),
  );
  if (limited.length + banned.length === 0) return { limits: [], bans: [] };
  const order = new Int32Array(count);
  let next = 0;
  places.forEach((place, i) => {
    if (((flags[place] as number) & LIMITED) === 0 && harvest[i] === 1) order[next++] = i;
  });
  order.sort((a, b) => (at[a] as number) - (at[b] as number));
  const served = {
    at: Float64Array.from(order, (i) => at[i] as number),
    account: order.map((i) => account[i] as number),
  };
  const some = thinned(limited, REACH.limit)
    .sort((a, b) => hashOf(a.at) - hashOf(b.at) || a.at - b.at)
    .slice(0, MOST_EVENTS);
  return {
    limits: some.flatMap((event) => around(event, served, REACH.limit) ?? []),
    bans: thinned(banned, REACH.ban).flatMap((event) => around(event, served, REACH.ban) ?? []),
  };
}

/** The first in each span of twice the reach. */
function thinned(events: Happening[], reach: number): Happening[] {
  const first = new Map<number, Happening>();
  for (const event of events.sort((a, b) => a.at - b.at || a.account - b.account)) {
    const slot = Math.floor(event.at / (2 * reach));
    if (!first.has(slot)) first.set(slot, event);
  }
  return [...first.values()];
}

/** What is sent, by time. */
interface Served {
  at: Float64Array;
  account: Int32Array;
}

/** What others sent within the reach of an event; null when nothing. */
function around(event: Happening, { at: times, account: senders }: Served, reach: number): Handover | null {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (event.at - (times[middle] as number) > reach) low = middle + 1;
    else high = middle;
  }
  let [before, after, all] = [0, 0, 0];
  for (let i = low; i < times.length && (times[i] as number) - event.at <= reach; i++) {
    if (senders[i] === event.account) continue;
    all++;
    const at = times[i] as number;
    if (at < event.at) before++;
    else if (at > event.at) after++;
  }
  return all === 0 ? null : { before, after };
}

const bits = new DataView(new ArrayBuffer(8));

/** A hash of a number, for a choice that follows from the data alone (the last step of Jenkins' lookup3). */
function hashOf(value: number): number {
  bits.setFloat64(0, value);
  const start = (0x9e3779b9 + 8 + 3_923_095) | 0;
  let [a, b, c] = [(start + bits.getInt32(4)) | 0, (start + bits.getInt32(0)) | 0, start];
  const turned = (x: number, by: number) => (x << by) | (x >>> (32 - by));
  c = ((c ^ b) - turned(b, 14)) | 0;
  a = ((a ^ c) - turned(c, 11)) | 0;
  b = ((b ^ a) - turned(a, 25)) | 0;
  c = ((c ^ b) - turned(b, 16)) | 0;
  a = ((a ^ c) - turned(c, 4)) | 0;
  b = ((b ^ a) - turned(a, 14)) | 0;
  return ((c ^ b) - turned(b, 24)) | 0;
}
