import pg from 'pg';
import { RetortError } from '@/lib/model/errors';
import { databasePlace, databaseRefusal } from './errors';
import { databaseUrl, severConnections, trackConnection } from './pool';

const EVERY_MS = 1_000;
/** Looks without an answer until the database counts as away. A machine that is busy may well take this long. */
const SILENT = 5;
/** Looks without an answer until every connection is cut, since nothing will come over them any more. */
const GONE = 10;

/**
 * Whether the database is there, by a question put to it every second. A server that was stopped refuses connections and is missed by
 * itself; one that stands still, or that the network no longer reaches, takes a question and never answers, and whoever waits for it
 * would wait for as long. It counts looks, not time, so that a process which was held up itself does not blame the database.
 */
export class Pulse {
  private waiting = false;
  private unanswered = 0;
  private failure: unknown = null;

  /** `ask` resolves when the database answered; `sever` makes everything that still waits for it fail. */
  constructor(
    private readonly ask: () => Promise<void>,
    private readonly sever: () => void,
  ) {}

  /** To be called every second. */
  look(): void {
    if (this.waiting) {
      this.unanswered++;
      if (this.unanswered === GONE) this.sever();
      return;
    }
    this.waiting = true;
    this.ask()
      .then(
        () => null,
        (error: unknown) => error ?? new Error('The question failed.'),
      )
      .then((failure) => {
        this.waiting = false;
        this.unanswered = 0;
        this.failure = failure;
      });
  }

  /** What to tell whoever needs the database, or null while it is there. */
  get away(): RetortError | null {
    if (this.failure === null && this.unanswered < SILENT) return null;
    return (
      databaseRefusal(this.failure) ??
      new RetortError('unavailable', `The database ${databasePlace()} does not answer.`)
    );
  }
}

const HELD = Symbol.for('retort.pulse');
const held = globalThis as { [HELD]?: Pulse };

/** Begins to watch over the database of this process (or thread), until it ends. */
export function startPulse(): void {
  if (held[HELD]) return;
  const pulse = new Pulse(question(), severConnections);
  held[HELD] = pulse;
  pulse.look();
  setInterval(() => pulse.look(), EVERY_MS).unref();
}

/** Why nothing that needs the database can be done now, or null. Null as well where nobody watches over it. */
export function databaseAway(): RetortError | null {
  const away = held[HELD]?.away;
  // Made here: the watch may be of another bundle, whose errors are not instances of this one's class.
  return away ? new RetortError(away.code, away.message, away.facts) : null;
}

/** Asks over a connection of its own, since those of the pool may all be in use. */
function question(): () => Promise<void> {
  let client: pg.Client | null = null;
  return async () => {
    if (!client) {
      const fresh = new pg.Client({
        connectionString: databaseUrl(),
        application_name: 'retort pulse',
        connectionTimeoutMillis: SILENT * EVERY_MS,
      });
      trackConnection(fresh);
      fresh.on('end', () => {
        if (client === fresh) client = null;
      });
      await fresh.connect();
      // To watch is no reason to go on: a thread ends when its work is done. The types do not know it.
      (fresh as pg.Client & { unref(): void }).unref();
      client = fresh;
    }
    await client.query('SELECT 1');
  };
}
