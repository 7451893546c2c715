import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { databaseRefusal } from '@/lib/db/errors';
import { createPool, databaseUrl } from '@/lib/db/pool';
import { backendGivesWay } from '@/lib/db/priority';
import { networkFaults } from '@/lib/ingest/enrich/networks';
import { openParser, type Parser } from '@/lib/ingest/parser';
import { sweepInbox } from '@/lib/services/inbox/sweep';
import { takeTurn } from '@/lib/services/inbox/take';
import { waitingSources } from '@/lib/services/inbox/waiting';
import { log } from './log';

/** How often it is looked whether anything waits. */
const EVERY_MS = 250;
/** Small bodies wait together for so long, so that many are taken in at once. */
const GATHER_MS = 750;
const ENOUGH_BYTES = 4 << 20;
const SWEEP_MS = 60_000;
const LONGEST_PAUSE_MS = 10_000;
/** One holds the source, one writes, one reads bodies, one makes partitions. */
const CONNECTIONS = 4;

/**
 * Works off the inbox beside the jobs of the worker: the sources in turn, each by one process at a time. Goes on after every failure; what was being
 * taken in then waits on. It gives way to the console.
 */
export class InboxLoop {
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;
  private parser: Parser | null = null;
  private pool: Pool | null = null;
  /** Sources whose turn broke off because the database went away. */
  private readonly forgiven = new Set<string>();

  begin(): void {
    if (this.running) return;
    for (const fault of networkFaults()) log.warn(fault);
    this.running = this.run();
  }

  /** Resolves once the turn under way has ended. */
  async end(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.parser?.close();
    await this.pool?.end();
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    let swept = 0;
    let pause = EVERY_MS;
    while (!signal.aborted) {
      let busy = false;
      try {
        if (Date.now() - swept > SWEEP_MS) {
          await sweepInbox(new Date());
          swept = Date.now();
        }
        busy = await this.round();
        pause = EVERY_MS;
      } catch (error) {
        log.warn({ err: error }, 'the inbox could not be worked off and is tried again');
        pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
      }
      if (!busy) await delay(pause, undefined, { signal }).catch(() => {});
    }
  }

  /** One turn for every source of which enough waits; whether there was one. */
  private async round(): Promise<boolean> {
    let busy = false;
    for (const { name, bytes, oldestAt } of await waitingSources()) {
      if (this.stopping.signal.aborted) return false;
      if (bytes < ENOUGH_BYTES && Date.now() - oldestAt.getTime() < GATHER_MS) continue;
      this.parser ??= openParser({ givesWay: true });
      this.pool ??= ownConnections();
      try {
        const turn = await takeTurn(name, {
          parser: this.parser,
          pool: this.pool,
          now: () => new Date(),
          newId: randomUUID,
          forgiven: this.forgiven.has(name),
        });
        this.forgiven.delete(name);
        if (turn) busy = true;
      } catch (error) {
        if (databaseRefusal(error)) this.forgiven.add(name);
        throw error;
      }
    }
    return busy;
  }
}

function ownConnections(): Pool {
  const pool = createPool(databaseUrl(), { max: CONNECTIONS, application_name: 'retort inbox' });
  pool.on('connect', (client) => backendGivesWay(client));
  return pool;
}
