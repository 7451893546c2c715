import type { Pool } from 'pg';
import { createPool, databaseUrl, getPool } from '@/lib/db/pool';
import { backendGivesWay } from '@/lib/db/priority';

/** A body to be kept. */
export interface Sent {
  source: string;
  /** Who sent it, for people. */
  actor: string;
  /** Empty: as the source writes them. `lines`: lines of JSON rows already. */
  form: '' | 'lines';
  body: Uint8Array;
}

interface Waiting {
  sent: Sent;
  resolve: (id: string) => void;
  reject: (error: unknown) => void;
}

/** One statement takes at most so many bodies, and bytes. */
const MOST_BODIES = 500;
const MOST_BYTES = 8 << 20;
/** Bodies larger than this have a lane of their own, so that small ones do not wait behind them. */
const LARGE = 512 * 1024;

const PUT = {
  name: 'inbox-put',
  text: `
    INSERT INTO inbox (source, actor, form, size, body)
    SELECT source, actor, form, size, substring($6::bytea FROM start FOR size)
      FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::int[]) WITH ORDINALITY AS d (source, actor, form, start, size, place)
     ORDER BY place
    RETURNING id::text`,
};

/**
 * Writes bodies that come at the same time in one transaction: while one is being written, those that come wait for the next. So a
 * thousand small requests a second cost the disk a hundred writes.
 */
export class GroupCommit {
  private waiting: Waiting[] = [];
  private writing = false;

  constructor(private readonly pool: () => Pool) {}

  /** Answers the id of the body once it is durable. Errors are the database's. */
  put(sent: Sent): Promise<string> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ sent, resolve, reject });
      if (!this.writing) void this.write();
    });
  }

  private async write(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const group = this.next();
      try {
        const ids = await this.insert(group.map(({ sent }) => sent));
        for (const [i, { resolve }] of group.entries()) resolve(ids[i] ?? '');
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.writing = false;
  }

  private next(): Waiting[] {
    let size = 0;
    let count = 0;
    for (const { sent } of this.waiting) {
      size += sent.body.length;
      if (count === MOST_BODIES || (count > 0 && size > MOST_BYTES)) break;
      count++;
    }
    return this.waiting.splice(0, count);
  }

  private async insert(bodies: readonly Sent[]): Promise<string[]> {
    const starts: number[] = [];
    let at = 1;
    for (const { body } of bodies) {
      starts.push(at);
      at += body.length;
    }
    const { rows } = await this.pool().query<{ id: string }>({
      ...PUT,
      values: [
        bodies.map(({ source }) => source),
        bodies.map(({ actor }) => actor),
        bodies.map(({ form }) => form),
        starts,
        bodies.map(({ body }) => body.length),
        Buffer.concat(bodies.map(({ body }) => body)),
      ],
    });
    return rows.map(({ id }) => id);
  }
}

/** Megabytes cost the server process a while, in which those who wait for a page go first. */
function lane(): () => Pool {
  let pool: Pool | null = null;
  return () => {
    if (!process.env.NEXT_RUNTIME) return getPool();
    if (!pool) {
      pool = createPool(databaseUrl(), { max: 1, application_name: 'retort ingest' });
      pool.on('connect', (client) => backendGivesWay(client));
    }
    return pool;
  };
}

const HELD = Symbol.for('retort.inbox');
const held = globalThis as { [HELD]?: { small: GroupCommit; large: GroupCommit } };

/** Keeps a body, by the lanes of this process. Answers its id once it is durable. */
export function putBody(sent: Sent): Promise<string> {
  held[HELD] ??= { small: new GroupCommit(getPool), large: new GroupCommit(lane()) };
  return (sent.body.length > LARGE ? held[HELD].large : held[HELD].small).put(sent);
}
