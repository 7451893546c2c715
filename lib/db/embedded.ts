import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { RetortError } from '@/lib/model/errors';
import {
  clusterPassword,
  DATABASE_USER,
  embeddedPrograms,
  ensureCluster,
  type Programs,
  runningServer,
} from './cluster';
import { dataDir, diskFull, fileRefusal, freeBytes } from './data-dir';
import { databaseRefusal } from './errors';
import { findLauncher } from './launcher';
import { projectRoot } from './root';
import { serverSettings } from './settings';

const POLL_MS = 40;
/** Recovery after a crash may replay some gigabytes of log. */
const START_MS = 300_000;
const STOP_MS = 180_000;
const LOG_BYTES = 16 * 1024 * 1024;

export interface EmbeddedDatabase {
  /** postgresql://… on a loopback port, with its password. */
  readonly url: string;
  /** Ends this process's use; waits until the server has stopped, unless somebody else uses it. */
  release(): Promise<void>;
}

/**
 * The embedded PostgreSQL of the data folder, started unless it runs, with an empty database `retort` in it. It runs
 * until its last user has released it or died. Any number of processes may ask at once. RetortError with one sentence
 * when it cannot be. Tests give the `programs` of another PostgreSQL and `settings` of their own.
 */
export async function startEmbedded(
  dir = dataDir(),
  programs = embeddedPrograms(),
  settings: Readonly<Record<string, string>> = {},
): Promise<EmbeddedDatabase> {
  const place = new Place(dir, programs, settings);
  const lease = new Lease(place);
  await lease.take();
  try {
    await lease.createDatabase();
  } catch (error) {
    await lease.release();
    throw databaseRefusal(error) ?? error;
  }
  return { url: place.url(lease.port, 'retort'), release: () => lease.release() };
}

/** Where the cluster, its programs and its log are, and how to start them. */
class Place {
  readonly cluster: string;
  readonly log: string;
  private keeper: ChildProcess | undefined;
  private logFrom = 0;

  constructor(
    readonly dir: string,
    private readonly programs: Programs,
    private readonly settings: Readonly<Record<string, string>>,
  ) {
    this.cluster = join(dir, 'postgres');
    this.log = join(dir, 'logs', 'postgres.log');
    try {
      mkdirSync(join(dir, 'logs'), { recursive: true, mode: 0o700 });
    } catch (error) {
      throw fileRefusal(error, dir);
    }
  }

  url(port: number, database: string): string {
    return `postgresql://${DATABASE_USER}:${clusterPassword(this.cluster)}@127.0.0.1:${port}/${database}`;
  }

  /** Starts a keeper with a server on `port`, or one that looks after the server that is running there. */
  spawnKeeper(port: number, adopt: boolean): void {
    const { postgres } = this.programs;
    const launcher = findLauncher(postgres, this.dir, this.cluster);
    ensureCluster(this.cluster, this.programs, launcher);
    const settings = Object.entries({
      ...serverSettings(this.machine()),
      ...this.settings,
      port: String(port),
    });
    const [command, ...args] = launcher.command(postgres, [
      '-D',
      this.cluster,
      ...settings.flatMap(([k, v]) => ['-c', `${k}=${v}`]),
    ]);
    const orders = {
      cluster: this.cluster,
      url: this.url(port, 'postgres'),
      ...(adopt ? {} : { server: { command, args, options: launcher.switchTo ?? {} } }),
    };
    const log = this.openLog();
    try {
      this.keeper = spawn(process.execPath, [join(projectRoot(), 'lib', 'db', 'keeper.mjs')], {
        cwd: '/',
        detached: true,
        stdio: ['ignore', log, log],
        env: {
          PATH: process.env.PATH,
          RETORT_KEEPER: JSON.stringify(orders),
        } as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv,
      });
      this.keeper.unref();
    } finally {
      closeSync(log);
    }
  }

  /** Whether a keeper that this process started is still at work. */
  keeperAlive(): boolean {
    return this.keeper !== undefined && this.keeper.exitCode === null && this.keeper.signalCode === null;
  }

  /** What the server wrote since it was last started here. */
  lastWords(): string {
    return existsSync(this.log) ? readFileSync(this.log).subarray(this.logFrom).toString('utf8') : '';
  }

  private openLog(): number {
    try {
      if (existsSync(this.log) && statSync(this.log).size > LOG_BYTES) truncateSync(this.log);
      const log = openSync(this.log, 'a', 0o600);
      this.logFrom = statSync(this.log).size;
      return log;
    } catch (error) {
      throw fileRefusal(error, this.log);
    }
  }

  private machine() {
    const limit = process.constrainedMemory?.() ?? 0;
    return {
      memory: limit > 0 ? Math.min(limit, totalmem()) : totalmem(),
      disk: freeBytes(this.dir) ?? 0,
      shm: freeBytes('/dev/shm'),
    };
  }
}

/** One process's use of the server: a connection that the keeper sees, renewed when the server was restarted. */
class Lease {
  port = 0;
  private client: pg.Client | undefined;
  private released = false;
  private renewing: Promise<void> | undefined;

  constructor(private readonly place: Place) {}

  /** Connects, and starts what has to be started for it. */
  async take(): Promise<void> {
    let attempts = 0;
    for (const deadline = Date.now() + START_MS; Date.now() < deadline; await sleep(POLL_MS)) {
      const server = runningServer(this.place.cluster);
      if (server) {
        if (await this.connect(server.port)) return this.ensureKeeper(server.port);
      } else if (this.released) {
        return;
      } else if (!this.place.keeperAlive()) {
        if (attempts > 0) this.explain(attempts);
        attempts++;
        this.place.spawnKeeper(await freePort(this.port), false);
      }
    }
    throw new RetortError(
      'unavailable',
      `The embedded database did not start within ${START_MS / 60_000} minutes: see ${this.place.log}.`,
    );
  }

  async createDatabase(): Promise<void> {
    const { rowCount } =
      (await this.client?.query(`SELECT 1 FROM pg_database WHERE datname = 'retort'`)) ?? {};
    if (rowCount !== 0) return;
    try {
      await this.client?.query('CREATE DATABASE retort');
    } catch (error) {
      // 42P04, 23505: another process made it in this moment.
      if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
    }
  }

  async release(): Promise<void> {
    if (this.released) return;
    this.released = true;
    await this.renewing;
    const stays = await this.leave().catch(() => false);
    const mine = runningServer(this.place.cluster)?.pid;
    if (stays || mine === undefined) return;
    for (const deadline = Date.now() + STOP_MS; Date.now() < deadline; await sleep(POLL_MS)) {
      if (runningServer(this.place.cluster)?.pid !== mine) return;
    }
  }

  /** Stops counting as a user and watches what follows: true when others keep the server, an error when it stops. */
  private async leave(): Promise<boolean> {
    if (!this.client) return false;
    await this.client.query(`SET application_name = 'leaving'`);
    for (; ; await sleep(POLL_MS)) {
      const { rowCount } = await this.client.query(
        `SELECT 1 FROM pg_stat_activity WHERE application_name LIKE 'retort%' AND application_name <> 'retort keeper' LIMIT 1`,
      );
      if (rowCount !== 0) {
        await this.client.end();
        return true;
      }
    }
  }

  private async connect(port: number): Promise<boolean> {
    const client = new pg.Client({
      connectionString: this.place.url(port, 'postgres'),
      application_name: 'retort lease',
      keepAlive: true,
    });
    client.on('error', () => {});
    try {
      await client.connect();
    } catch (error) {
      await client.end().catch(() => {});
      const refusal = databaseRefusal(error);
      if (refusal === null) throw error;
      if (refusal.facts.code === '28P01') {
        throw new RetortError(
          'unavailable',
          `The password in ${this.place.cluster} is not that of the database there.`,
        );
      }
      return false;
    }
    client.once('end', () => {
      if (!this.released && this.client === client) this.renewing = this.renew();
    });
    this.client = client;
    this.port = port;
    return true;
  }

  /** The server went away under us (it crashed, or somebody stopped it): bring it back on the same port. */
  private async renew(): Promise<void> {
    while (!this.released) {
      try {
        await this.take();
        return;
      } catch {
        await sleep(1000);
      }
    }
  }

  /** A server whose keeper was killed gets a new one. */
  private async ensureKeeper(port: number): Promise<void> {
    for (let look = 0; look < 25 && !this.place.keeperAlive(); look++) {
      const found = await this.client?.query(
        `SELECT 1 FROM pg_stat_activity WHERE application_name = 'retort keeper'`,
      );
      if (found?.rowCount !== 0) return;
      await sleep(POLL_MS);
    }
    if (!this.place.keeperAlive()) this.place.spawnKeeper(port, true);
  }

  private explain(attempts: number): void {
    const words = this.place.lastWords();
    if (/No space left on device/i.test(words))
      throw new RetortError('unavailable', diskFull(this.place.dir));
    // The port was taken in the moment between finding and using it, or another process was quicker.
    if (/Address already in use|lock file "postmaster.pid" already exists/.test(words) && attempts < 5) {
      this.port = 0;
      return;
    }
    const line = words
      .split('\n')
      .findLast((one) => /FATAL|PANIC|error/i.test(one))
      ?.replace(/^.*(?:FATAL|PANIC):\s*/, '');
    if (line === undefined && attempts < 5) return;
    throw new RetortError(
      'unavailable',
      `The embedded database did not start: ${line ?? 'it gave no reason'} (see ${this.place.log}).`,
    );
  }
}

/** `wanted` when it is free on loopback, else a free port. */
async function freePort(wanted: number): Promise<number> {
  const probe = createServer();
  try {
    return await new Promise<number>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen(wanted, '127.0.0.1', () => resolve((probe.address() as { port: number }).port));
    });
  } catch {
    return freePort(0);
  } finally {
    probe.close();
  }
}
