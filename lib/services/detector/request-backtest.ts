import { z } from 'zod';
import type { Backtest } from '@/lib/model/detector';
import { RetortError } from '@/lib/model/errors';
import { describeActor } from '@/lib/services/audit/append';
import { enqueue } from '@/lib/services/order/enqueue';
import { defineVerb } from '@/lib/services/verb';
import { type BacktestRow, backtestView, type DetectorRow, detectorSeen, lockDetector } from './row';

const DAY = 86_400_000;

/**
 * Asks the worker to judge the records as of now, and of some days earlier, by this version and by what is live. Nothing is
 * raised or changed by it. RetortError `not_found`, `conflict`, `busy` while one of this version is under way, `precondition`
 * while there are no records.
 */
export const requestBacktest = defineVerb({
  name: 'detector.request_backtest',
  right: 'detector.manage',
  input: detectorSeen.extend({
    earlier_days: z
      .array(z.number().int().min(1).max(365))
      .max(4)
      .default([7])
      .meta({ description: 'How many days before now the other moments lie.' }),
  }),
  async run({ id, version, earlier_days }, { tx, actor, now, newId, audit }): Promise<Backtest> {
    const row = await lockDetector(tx, { id, seen: version, now });
    const waiting = await tx.query(
      "SELECT 1 FROM detector_backtest WHERE version_id = $1 AND status = 'waiting'",
      [id],
    );
    if (waiting.rowCount)
      throw new RetortError('busy', 'A back-test of this version is under way: cancel it or wait for it.');
    const live = await tx.query<DetectorRow>("SELECT * FROM detector_version WHERE state = 'live'");
    const known = await tx.query<{ at: Date | null }>(
      "SELECT max(hour) + interval '1 hour' AS at FROM traffic_hour WHERE hour <= $1",
      [now],
    );
    const latest = known.rows[0]?.at;
    const stands = live.rows[0];
    if (!latest || !stands)
      throw new RetortError('precondition', 'There are no exchanges yet that could be judged.');
    const end = Math.min(now.getTime(), latest.getTime());
    const cutoffs = [0, ...new Set(earlier_days)]
      .sort((a, b) => a - b)
      .map((days) => new Date(end - days * DAY));
    const { rows } = await tx.query<BacktestRow>(
      `INSERT INTO detector_backtest (id, version_id, config, live_id, live_config, cutoffs, requested_by, requested_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING *`,
      [
        newId(),
        id,
        JSON.stringify(row.config),
        stands.id,
        JSON.stringify(stands.config),
        cutoffs,
        describeActor(actor).name,
        now,
      ],
    );
    const asked = rows[0] as BacktestRow;
    await askToJudge(tx, asked.id);
    audit({
      entity: 'detector',
      entityId: id,
      after: { backtest_id: asked.id, cutoffs: cutoffs.map((at) => at.toISOString()) },
    });
    return backtestView(asked, row.config);
  },
});

/** Back-tests run one after the other: each takes the memory of a full run. */
export function askToJudge(tx: Parameters<typeof enqueue>[0], id: string): Promise<void> {
  return enqueue(tx, {
    task: 'run-backtest',
    payload: { backtest_id: id },
    key: `backtest:${id}`,
    queue: 'backtests',
  });
}
