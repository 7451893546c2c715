import { getPool } from '@/lib/db/pool';
import { RetortError } from '@/lib/model/errors';

const MIB = 1024 * 1024;
const DEFAULT_MIB = 1024;
/** How old a count may be, in milliseconds; longer where counting takes long. */
const COUNT_EVERY = 1_000;
const PATIENCE = 20;
/** What a sender is told to wait, in seconds. */
const AGAIN_AFTER = 10;

/** Most bytes that may wait in the inbox, from RETORT_INBOX_MIB. RetortError `invalid` for what is no number of MiB. */
export function inboxLimit(setting: string | undefined = process.env.RETORT_INBOX_MIB): number {
  if (!setting) return DEFAULT_MIB * MIB;
  const mib = Number(setting);
  if (!(mib > 0)) throw new RetortError('invalid', 'RETORT_INBOX_MIB must be a number of MiB above 0.');
  return mib * MIB;
}

/**
 * What waits in the inbox, counted now and then and added to by this process in between: the limit holds within what all processes take
 * in a second or two.
 */
export class Backlog {
  private bytes = 0;
  private countedAt = Number.NEGATIVE_INFINITY;
  private took = 0;
  private counting: Promise<void> | null = null;

  constructor(
    private readonly count: () => Promise<number>,
    private readonly limit: () => number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Makes room for `size` bytes. RetortError `busy` with `retry_after` where there is none. */
  async admit(size: number): Promise<void> {
    const age = this.now() - this.countedAt;
    if (age > Math.max(COUNT_EVERY, PATIENCE * this.took)) {
      const counted = this.recount();
      // Whoever comes first, or before a full inbox, waits for the count; others go by the last.
      if (this.countedAt === Number.NEGATIVE_INFINITY || this.bytes + size > this.limit()) await counted;
      else counted.catch(() => {});
    }
    if (this.bytes + size > this.limit()) {
      throw new RetortError(
        'busy',
        'More is waiting here than may wait: send this again later. What was accepted is being taken in.',
        { retry_after: AGAIN_AFTER },
      );
    }
    this.bytes += size;
  }

  private recount(): Promise<void> {
    this.counting ??= (async () => {
      const begun = this.now();
      try {
        this.bytes = await this.count();
        this.countedAt = this.now();
        this.took = this.countedAt - begun;
      } finally {
        this.counting = null;
      }
    })();
    return this.counting;
  }
}

/** The bytes that wait, over all sources. */
export async function waitingBytes(): Promise<number> {
  const { rows } = await getPool().query<{ bytes: number }>(
    'SELECT coalesce(sum(size), 0)::float8 AS bytes FROM inbox WHERE aside_at IS NULL',
  );
  return rows[0]?.bytes ?? 0;
}

const HELD = Symbol.for('retort.backlog');
const held = globalThis as { [HELD]?: Backlog };

/** The backlog as this process knows it. */
export function getBacklog(): Backlog {
  held[HELD] ??= new Backlog(waitingBytes, () => inboxLimit());
  return held[HELD];
}
