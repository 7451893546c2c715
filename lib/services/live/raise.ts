import { z } from 'zod';
import { INDICATOR_WORDS, type IndicatorKind } from '@/lib/model/indicator';
import { defineVerb } from '@/lib/services/verb';
import { raiseLive } from './raise-live';
import { groupsOfReuse, type Reused } from './reuse';

/** How sure a value is that somebody watches: a person put it there, and nothing was measured. */
const WATCHED_SCORE = 0.5;
/** Nobody can make a block up, but one team may move sessions between accounts of its own. */
const REUSE_SCORE = 0.6;
const key = z.string().regex(/^-?\d{1,19}$/);

/**
 * Raises hits of watched values that no alert tells of, and reasoning blocks that accounts presented though others hold them. Marks what it raised, so
 * that nothing is raised twice. For the worker.
 */
export const raiseLiveHits = defineVerb({
  name: 'live.raise',
  right: 'intel.take',
  input: z.object({
    reused: z
      .array(z.object({ block: key, presenters: z.array(key).min(1), holders: z.array(key).min(2) }))
      .max(10_000),
  }),
  async run({ reused }, { tx, now, audit }) {
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('live raise'))");
    const { rows: watched } = await tx.query<{
      indicator_key: bigint;
      kind: IndicatorKind;
      note: string;
      label: string;
      accounts: string[];
    }>(
      `WITH hit AS (
         UPDATE watchlist_hit SET raised_at = $1 WHERE raised_at IS NULL RETURNING indicator_key, account_key)
       SELECT w.indicator_key, w.kind, w.note, coalesce(s.label, w.value) AS label, array_agg(h.account_key::text ORDER BY h.account_key) AS accounts
         FROM hit h JOIN watchlist_entry w USING (indicator_key) LEFT JOIN indicator_spread s USING (indicator_key)
        GROUP BY 1, 2, 3, 4 ORDER BY 1`,
      [now],
    );
    let alerts = 0;
    for (const { indicator_key, kind, note, label, accounts } of watched) {
      const what = `the watched value ${label.slice(0, 80)} (${INDICATOR_WORDS[kind] ?? kind}): “${note.slice(0, 120)}”`;
      alerts += await raiseLive(
        tx,
        {
          kind: 'watched_value',
          about: `watch ${indicator_key}`,
          accounts: accounts.map(BigInt),
          one: `shows ${what}`,
          many: `show ${what}`,
          signal: 'watched-value',
          score: WATCHED_SCORE,
          unsure: 'How sure it is rests on why the value is watched alone.',
          details: { indicator: kind, value: label, note },
        },
        now,
      );
    }
    const { rows: fresh } = await tx.query<{ block_key: bigint }>(
      `INSERT INTO reuse_hit (account_key, block_key, found_at)
       SELECT account_key, block_key, $3 FROM unnest($1::bigint[], $2::bigint[]) n(account_key, block_key) ON CONFLICT DO NOTHING
       RETURNING block_key`,
      [
        reused.flatMap(({ presenters }) => presenters),
        reused.flatMap(({ block, presenters }) => presenters.map(() => block)),
        now,
      ],
    );
    const blocks = new Set(fresh.map(({ block_key }) => String(block_key)));
    const groups = groupsOfReuse(reused.filter(({ block }) => blocks.has(block)).map(wide));
    for (const { accounts, presenters, blocks: count } of groups) {
      const some = count === 1 ? 'a hidden reasoning block' : `${count} hidden reasoning blocks`;
      const what = `in ${some} that another account was given or presents too`;
      alerts += await raiseLive(
        tx,
        {
          kind: 'reasoning_reuse',
          about: `reuse ${accounts[0]}`,
          accounts,
          one: `had a part ${what}`,
          many: `have a part ${what}`,
          signal: 'reasoning-reuse',
          score: REUSE_SCORE,
          unsure:
            'Nobody can make such a block up; one team that moves sessions between its own accounts passes some on too.',
          details: { blocks: count, presenters: presenters.length },
        },
        now,
      );
    }
    audit({
      entity: 'live',
      entityId: now.toISOString(),
      after: { watched: watched.length, blocks: blocks.size, alerts },
    });
    return {
      watched: watched.reduce((sum, { accounts }) => sum + accounts.length, 0),
      blocks: blocks.size,
      alerts,
    };
  },
});

function wide({
  block,
  presenters,
  holders,
}: {
  block: string;
  presenters: string[];
  holders: string[];
}): Reused {
  return { block: BigInt(block), presenters: presenters.map(BigInt), holders: holders.map(BigInt) };
}
