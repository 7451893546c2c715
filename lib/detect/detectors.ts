import type { PoolClient } from 'pg';
import {
  canonicalConfig,
  type DetectorConfig,
  type Judging,
  judgingOf,
  NOTHING_CHANGED,
} from '@/lib/model/judging';

interface Detector {
  id: string;
  config: DetectorConfig;
  by: Judging;
}

/** How groups are judged now, and by what they are judged besides. */
export interface Detectors {
  live: Detector;
  shadow: Detector | null;
  /** What of it enters the digest of a base; empty while all is as measured and nothing is judged besides. */
  name: string;
}

/** The versions that detection runs with. Where none is live everything is as measured. */
export async function readDetectors(tx: PoolClient): Promise<Detectors> {
  const { rows } = await tx.query<{ id: string; state: 'live' | 'shadow'; config: DetectorConfig }>(
    "SELECT id, state, config FROM detector_version WHERE state IN ('live', 'shadow')",
  );
  const detector = (state: 'live' | 'shadow'): Detector | null => {
    const row = rows.find((one) => one.state === state);
    if (!row) return null;
    const config = canonicalConfig(row.config);
    return { id: row.id, config, by: judgingOf(config) };
  };
  const live = detector('live') ?? { id: '', config: NOTHING_CHANGED, by: judgingOf(NOTHING_CHANGED) };
  const shadow = detector('shadow');
  const changed = JSON.stringify(live.config) === JSON.stringify(NOTHING_CHANGED) ? '' : live.config;
  return {
    live,
    shadow,
    name:
      changed === '' && !shadow ? '' : JSON.stringify([changed, shadow ? [shadow.id, shadow.config] : null]),
  };
}
