import { getPool } from '@/lib/db/pool';
import { type Comparison, type DetectorWhole, detectorId } from '@/lib/model/detector';
import { defineQuery } from '@/lib/services/verb';
import { type BacktestRow, backtestView, type DetectorRow, detectorView, noDetector } from './row';

interface Row extends DetectorRow {
  live_id: string | null;
  judged_at: Date | null;
  compared: Comparison | null;
}

/** A version with what it would have done as a shadow, and its newest back-test. RetortError `not_found`. */
export const getDetector = defineQuery({
  name: 'detector.get',
  right: 'read',
  input: detectorId,
  run: async ({ id }): Promise<DetectorWhole> => {
    const [versions, backtests] = await Promise.all([
      getPool().query<Row>(
        `SELECT v.*, c.live_id, c.judged_at, c.compared
           FROM detector_version v LEFT JOIN detector_comparison c ON c.version_id = v.id WHERE v.id = $1`,
        [id],
      ),
      getPool().query<BacktestRow>(
        'SELECT * FROM detector_backtest WHERE version_id = $1 ORDER BY requested_at DESC, id DESC LIMIT 1',
        [id],
      ),
    ]);
    const row = versions.rows[0];
    if (!row) throw noDetector(id);
    const [backtest] = backtests.rows;
    return {
      ...detectorView(row),
      comparison:
        row.compared && row.live_id !== null && row.judged_at
          ? { ...row.compared, live_id: row.live_id, judged_at: row.judged_at.toISOString() }
          : null,
      backtest: backtest ? backtestView(backtest, row.config) : null,
    };
  },
});
