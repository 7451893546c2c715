import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { databaseRefusal } from '@/lib/db/errors';
import { getPool } from '@/lib/db/pool';
import { databaseAway } from '@/lib/db/pulse';
import { projectRoot } from '@/lib/db/root';
import { GONE_SECONDS } from './report';

export interface Part {
  part: 'database' | 'migrations' | 'worker';
  ready: boolean;
  /** What is the matter, as a sentence without names, addresses and secrets. */
  says: string;
}

const FRESH_MS = 1_000;
/** Migrations come with a new version, hence with a new process. */
const APPLIED_FRESH_MS = 30_000;

let last: { at: number; parts: Promise<Part[]> } | undefined;
let applied: { at: number; found: Omit<Part, 'part'> } | undefined;

/** Whether this process can do its work, part by part. Asked often, it looks once a second. */
export function readiness(now = performance.now()): Promise<Part[]> {
  if (databaseAway()) return Promise.resolve(away(false));
  if (!last || now - last.at > FRESH_MS) last = { at: now, parts: look(now) };
  return last.parts;
}

function away(there: boolean, migrations?: Omit<Part, 'part'>): Part[] {
  const unknown = 'Not known while the database is away.';
  return [
    { part: 'database', ready: there, says: there ? 'It answers.' : 'It does not answer.' },
    { part: 'migrations', ...(migrations ?? { ready: false, says: unknown }) },
    { part: 'worker', ready: false, says: unknown },
  ];
}

async function look(now: number): Promise<Part[]> {
  try {
    const { rows } = await getPool().query<{ seen: number | null }>(
      `SELECT (SELECT extract(epoch FROM now() - max(seen_at))::float8 FROM process_figures WHERE kind = 'worker') AS seen`,
    );
    const seen = rows[0]?.seen ?? null;
    const worker = seen !== null && seen < GONE_SECONDS;
    return [
      { part: 'database', ready: true, says: 'It answers.' },
      { part: 'migrations', ...(await migrations(now)) },
      {
        part: 'worker',
        ready: worker,
        says: worker
          ? 'It is running.'
          : seen === null
            ? 'None was ever seen.'
            : `It was last seen ${Math.round(seen)} s ago.`,
      },
    ];
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    // A database without these tables is there, but not ready.
    const there = code === '42P01';
    if (!there && !databaseRefusal(error)) throw error;
    return away(there, there ? await migrations(now) : undefined);
  }
}

async function migrations(now: number): Promise<Omit<Part, 'part'>> {
  if (applied?.found.ready && now - applied.at < APPLIED_FRESH_MS) return applied.found;
  const { rows } = await getPool().query<{ name: string; finished: boolean }>(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  const known = migrationNames();
  const there = new Set(rows.map(({ name }) => name));
  const missing = known.filter((name) => !there.has(name)).length;
  const hindered = rows.some(({ name, finished }) => !finished || !known.includes(name));
  const found = {
    ready: !hindered && missing === 0,
    says: hindered
      ? 'The database does not fit this version.'
      : missing > 0
        ? `${missing} missing.`
        : 'All applied.',
  };
  applied = { at: now, found };
  return found;
}

/** Those of this version. Not by way of lib/db/migrate.ts, which brings along all it takes to apply them. */
function migrationNames(): string[] {
  const dir = join(projectRoot(), 'prisma', 'migrations');
  return readdirSync(/* turbopackIgnore: true */ dir).filter((name) => /^\d{14}_/.test(name));
}
