import type { PoolClient } from 'pg';
import type { BacktestPart } from '@/lib/model/detector';
import type { Judging } from '@/lib/model/judging';
import { raisedOf } from './base';
import { compared, withCampaigns } from './compare';
import { type Assessed, findCampaigns } from './detect';
import { accountsOf } from './group';
import { loadSnapshot } from './load';
import { loadRhythms } from './load-rhythm';

/** Share of a decided campaign's accounts that must have sent something in the window for the records to speak of it. */
const SPOKEN_OF = 0.5;
/** Share of those that one group must hold to be that campaign. */
const SAME = 0.5;
/** Campaigns and accounts that are named. */
const NAMED = 50;

/** What people decided about a campaign, or about accounts by themselves. */
export interface Decided {
  id: string;
  title: string;
  status: 'confirmed' | 'dismissed';
  accounts: readonly bigint[];
}

export interface Judged {
  decided: readonly Decided[];
  /** Accounts that people took out of campaigns or reinstated. */
  cleared: readonly bigint[];
}

/**
 * Judges what was known at a moment (milliseconds) by two configurations, each as a run would, and holds both against
 * what people decided. Writes nothing that outlasts the transaction. `tell` hears how far it is, 0 to 1, and may throw to end it.
 */
export async function backtestAt(
  tx: PoolClient,
  { at, windowDays }: { at: number; windowDays: number },
  { live, other }: { live: Judging; other: Judging },
  tell: (share: number) => Promise<void>,
): Promise<BacktestPart> {
  const { world, exchanges } = await loadSnapshot(tx, at, windowDays);
  await tell(0.4);
  const find = async (by: Judging) =>
    raisedOf(
      world,
      await findCampaigns(world, (groups) => loadRhythms(tx, world, exchanges, groups), by),
      by,
    );
  const stands = await find(live);
  await tell(0.7);
  const tried = await find(other);
  const judged = await loadJudged(tx);
  const place = new Map(world.accounts.map(({ key }, account) => [key, account]));
  const agreed = agreement(judged, (key) => place.get(key) ?? null, stands, tried);
  const { rows } = await tx.query<{ key: bigint; id: string }>(
    'SELECT key, id FROM account WHERE key = ANY($1::bigint[]) ORDER BY id',
    [agreed.reinstated.named],
  );
  return {
    at: new Date(at).toISOString(),
    exchanges: world.exchanges,
    accounts: world.accounts.length,
    comparison: await withCampaigns(tx, compared(world, stands, tried)),
    ...agreed,
    reinstated: { ...agreed.reinstated, named: rows.map(({ id }) => id) },
  };
}

interface Agreement extends Pick<BacktestPart, 'confirmed' | 'dismissed'> {
  reinstated: Omit<BacktestPart['reinstated'], 'named'> & { named: bigint[] };
}

/**
 * How two findings agree with what people decided, as far as the records speak of it: of confirmed campaigns how many are found, of
 * dismissed ones how many are raised, of cleared accounts how many are named. `place` knows who sent something.
 */
export function agreement(
  { decided, cleared }: Judged,
  place: (key: bigint) => number | null,
  live: readonly Pick<Assessed, 'group'>[],
  other: readonly Pick<Assessed, 'group'>[],
): Agreement {
  const sets = { live: setsOf(live), other: setsOf(other) };
  const known = decided.flatMap((one) => {
    const present = one.accounts.flatMap((key) => place(key) ?? []);
    return present.length > 0 && present.length >= SPOKEN_OF * one.accounts.length ? [{ one, present }] : [];
  });
  const found = (which: 'live' | 'other', present: readonly number[]) =>
    sets[which].some((set) => present.filter((account) => set.has(account)).length >= SAME * present.length);
  const part = (status: Decided['status'], named: (isFound: boolean) => boolean) => {
    const mine = known.filter(({ one }) => one.status === status);
    return {
      counts: {
        known: mine.length,
        live: mine.filter(({ present }) => found('live', present)).length,
        other: mine.filter(({ present }) => found('other', present)).length,
      },
      named: mine
        .filter(({ present }) => named(found('other', present)))
        .slice(0, NAMED)
        .map(({ one: { id, title } }) => ({ id, title })),
    };
  };
  const confirmed = part('confirmed', (isFound) => !isFound);
  const dismissed = part('dismissed', (isFound) => isFound);
  const present = cleared.flatMap((key) => {
    const account = place(key);
    return account === null ? [] : [{ key, account }];
  });
  const names = (which: 'live' | 'other') =>
    present.filter(({ account }) => sets[which].some((set) => set.has(account)));
  const wrong = names('other');
  return {
    confirmed: { ...confirmed.counts, missed: confirmed.named },
    dismissed: { ...dismissed.counts, raised: dismissed.named },
    reinstated: {
      known: present.length,
      live: names('live').length,
      other: wrong.length,
      named: wrong.slice(0, NAMED).map(({ key }) => key),
    },
  };
}

function setsOf(found: readonly Pick<Assessed, 'group'>[]): Set<number>[] {
  return found.map(({ group }) => new Set(accountsOf(group)));
}

async function loadJudged(tx: PoolClient): Promise<Judged> {
  const campaigns = await tx.query<{ id: string; title: string; dismissed: boolean; accounts: string[] }>(
    `SELECT c.id, c.title, c.status = 'dismissed' AS dismissed,
            ARRAY(SELECT account_key FROM campaign_account m WHERE m.campaign_id = c.id) AS accounts
       FROM campaign c WHERE c.merged_into IS NULL AND c.decided_at IS NOT NULL AND c.status IN ('confirmed', 'contained', 'dismissed')
      ORDER BY c.id`,
  );
  const cleared = await tx.query<{ account_key: bigint }>(
    'SELECT DISTINCT account_key FROM campaign_exclusion ORDER BY 1',
  );
  return {
    decided: campaigns.rows.map(({ id, title, dismissed, accounts }) => ({
      id,
      title,
      status: dismissed ? 'dismissed' : 'confirmed',
      accounts: accounts.map(BigInt),
    })),
    cleared: cleared.rows.map(({ account_key }) => account_key),
  };
}
