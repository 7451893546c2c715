import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { getPool } from '@/lib/db/pool';
import { figures, type Samples } from '@/lib/watch/metrics';
import { noteProcess } from '@/lib/watch/process';

export const PROCESS_KINDS = ['console', 'worker', 'command'] as const;
export type ProcessKind = (typeof PROCESS_KINDS)[number];

const EVERY_MS = 10_000;
/** A process that was not heard of for so long is gone. */
export const GONE_SECONDS = 60;
/** Its figures are still told for so long, so that the last of them are fetched. */
const TOLD_SECONDS = 600;

const HELD = Symbol.for('retort.process');
interface Self {
  id: string;
  kind: ProcessKind;
  startedAt: Date;
  pools: Record<string, Pool | undefined>;
}
const held = globalThis as { [HELD]?: Self };

/** Pools besides the one of getPool() that this process tells of. */
export function tellOfPool(name: string, pool: Pool): void {
  if (held[HELD]) held[HELD].pools[name] = pool;
}

/** Writes every ten seconds what this process counts into the database, so that any console process can tell of all. */
export function startReporting(kind: ProcessKind, every = EVERY_MS): void {
  if (held[HELD]) return;
  const self: Self = { id: `${kind}-${randomUUID().slice(0, 8)}`, kind, startedAt: new Date(), pools: {} };
  held[HELD] = self;
  // A database that is away is told by other means.
  const report = () => void reportFigures().catch(() => {});
  report();
  setInterval(report, every).unref();
}

/** Writes what this process counts now. */
export async function reportFigures(now = new Date()): Promise<void> {
  const self = held[HELD];
  if (!self) return;
  noteProcess({ main: getPool(), ...self.pools });
  await getPool().query(
    `INSERT INTO process_figures (id, kind, started_at, seen_at, figures) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at, figures = excluded.figures`,
    [self.id, self.kind, self.startedAt, now, JSON.stringify(figures.samples())],
  );
}

export interface ProcessRow {
  id: string;
  kind: string;
  /** Seconds since it was last heard of. */
  silent: number;
  samples: Samples;
}

/** What every process counts: this one as of now, the others as they last wrote it. */
export async function processFigures(): Promise<ProcessRow[]> {
  const { rows } = await getPool().query<{ id: string; kind: string; silent: number; figures: Samples }>(
    `SELECT id, kind, extract(epoch FROM now() - seen_at)::float8 AS silent, figures FROM process_figures
      WHERE seen_at > now() - make_interval(secs => ${TOLD_SECONDS}) ORDER BY id`,
  );
  const self = held[HELD];
  if (self) noteProcess({ main: getPool(), ...self.pools });
  const others = rows.filter(({ id }) => id !== self?.id);
  return [
    ...others.map(({ figures: samples, ...row }) => ({ ...row, samples })),
    ...(self ? [{ id: self.id, kind: self.kind, silent: 0, samples: figures.samples() }] : []),
  ];
}
