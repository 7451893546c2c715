import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataDir, fileRefusal } from '@/lib/db/data-dir';
import { type EmbeddedDatabase, startEmbedded } from '@/lib/db/embedded';
import { databasePlace, databaseRefusal } from '@/lib/db/errors';
import { migrate, migrationStatus } from '@/lib/db/migrate';
import { closePool } from '@/lib/db/pool';
import { RetortError } from '@/lib/model/errors';
import { seedTargetFromEnv } from '@/lib/services/target/seed-from-env';
import { createFirstAdmin } from '@/lib/services/user/create-first-admin';
import { type Child, Children, lastWords } from './children';
import { detectOnce, loadDemoWorld, wantsDemoWorld, wantsDetection } from './demo-world';
import { type Address, consoleUrl, listenAddress, requireFree } from './listen';
import type { Steps } from './steps';

const READY_MS = 60_000;
/** What ended is started again after this long, each time a little longer, unless it had run for a while. */
const RESTART_MS = 1_000;
const RESTART_LONGEST_MS = 60_000;
const RAN_WELL_MS = 60_000;
/**
 * A connection without requests is kept for so long. With Node's five seconds a sender that pauses as long finds it closed in the moment
 * in which it sends, and webhooks that do not try again lose what they sent; proxies keep theirs for a minute.
 */
const KEPT_MS = 75_000;

export interface StartOptions {
  readonly steps: Steps;
  /** Whether the pages have to be built, and what to remember when they are. */
  readonly build: { readonly stale: boolean; done(): void };
  /** Aborted when somebody wants it to stop. */
  readonly signal: AbortSignal;
}

/**
 * Everything behind `npm start` once packages and bundles are there: database, migrations, first administrator,
 * demonstration world, pages, server, worker. Resolves when it was stopped and everything has ended. RetortError with
 * one sentence when it cannot run.
 */
export async function start({ steps, build, signal }: StartOptions): Promise<void> {
  const address = listenAddress();
  await requireFree(address);
  const unlock = takeDataFolder();
  let database: EmbeddedDatabase | null = null;
  const children = new Children({
    HOST: address.host,
    PORT: String(address.port),
    NEXT_TELEMETRY_DISABLED: '1',
  });
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Stopped()), { once: true });
  });
  stopped.catch(() => {});
  try {
    const run = async () => {
      const prepare = async () => {
        database = await steps.step('Database', openDatabase);
        if (signal.aborted) throw new Stopped();
        const admin = await firstAdmin();
        await seedTargetFromEnv();
        if (await wantsDemoWorld()) {
          await steps.step('Demonstration world', (remark) => loadDemoWorld(children, remark));
        }
        if (await wantsDetection()) await steps.step('First detection', () => detectOnce(children));
        return admin;
      };
      const pages = async () => {
        if (!build.stale) return;
        await steps.step('Pages', () =>
          children.run('build', 'node_modules/next/dist/bin/next', ['build'], { DATABASE_URL: '' }),
        );
        build.done();
      };
      const [admin] = await Promise.all([prepare(), pages()]);
      const server = await steps.step('Console', () => startServer(children, address));
      const keeping = [
        keep('console', server, () => serve(children, address), steps, signal),
        keep('worker', work(children), () => work(children), steps, signal),
      ];
      welcome(steps, address, admin);
      await Promise.all(keeping);
    };
    await Promise.race([run(), stopped]);
  } catch (error) {
    if (error instanceof Stopped || signal.aborted) return;
    throw databaseRefusal(error) ?? error;
  } finally {
    await children.stop();
    await closePool();
    await (database as EmbeddedDatabase | null)?.release();
    unlock();
  }
}

class Stopped extends Error {}

async function openDatabase(remark: (detail: string) => void): Promise<EmbeddedDatabase | null> {
  const external = process.env.DATABASE_URL;
  const embedded = external ? null : await startEmbedded();
  const url = external || (embedded?.url ?? '');
  process.env.DATABASE_URL = url;
  try {
    const applied = await migrate(url);
    const { server } = await migrationStatus(url);
    const place = embedded ? `embedded, in ${join(dataDir(), 'postgres')}` : databasePlace(url);
    remark(
      `PostgreSQL ${server}, ${place}${applied.length > 0 ? `, ${applied.length} migrations applied` : ''}`,
    );
    return embedded;
  } catch (error) {
    await embedded?.release();
    throw databaseRefusal(error) ?? error;
  }
}

/** Where the sign-in of the first administrator is kept for whoever closed the terminal. */
function signInFile(): string {
  return join(dataDir(), 'first-sign-in');
}

async function firstAdmin(): Promise<{ email: string; password: string } | null> {
  const admin = await createFirstAdmin();
  if (admin) {
    writeFileSync(signInFile(), `${admin.email}\n${admin.password}\n`, { mode: 0o600 });
  }
  return admin;
}

function serve(children: Children, { host, port }: Address): Child {
  const args = ['start', '--hostname', host, '--port', String(port), '--keepAliveTimeout', String(KEPT_MS)];
  return children.start('console', 'node_modules/next/dist/bin/next', args, { NODE_ENV: 'production' });
}

function work(children: Children): Child {
  return children.start('worker', join('dist', 'worker.js'), []);
}

/** The console for the first time. RetortError when it cannot be had. */
async function startServer(children: Children, address: Address): Promise<Child> {
  await requireFree(address);
  const server = serve(children, address);
  let ended: number | undefined;
  void server.ended.then((status) => {
    ended = status;
  });
  for (const deadline = Date.now() + READY_MS; Date.now() < deadline; await sleep(50)) {
    if (ended !== undefined)
      throw new RetortError('unavailable', `The console did not start: ${tail(server)} (see ${server.log})`);
    const answer = await fetch(`${consoleUrl(address)}/healthz`, {
      signal: AbortSignal.timeout(5_000),
    }).catch(() => null);
    if (answer?.ok) return server;
  }
  throw new RetortError(
    'unavailable',
    `The console did not become healthy within ${READY_MS / 1000} s (see ${server.log}).`,
  );
}

/** Has a process running until everything stops: whatever it dies of, another one takes its place. */
async function keep(
  name: string,
  first: Child,
  again: () => Child,
  steps: Steps,
  signal: AbortSignal,
): Promise<void> {
  let child = first;
  for (let pause = RESTART_MS; ; pause = Math.min(pause * 2, RESTART_LONGEST_MS)) {
    const begun = Date.now();
    const status = await child.ended;
    if (signal.aborted) return;
    if (Date.now() - begun > RAN_WELL_MS) pause = RESTART_MS;
    steps.line(
      `The ${name} ended with status ${status} and is started again: ${tail(child)} (see ${child.log})`,
    );
    await sleep(pause, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    child = again();
  }
}

function welcome(steps: Steps, address: Address, admin: { email: string; password: string } | null): void {
  steps.line();
  steps.line(`Retort is at ${consoleUrl(address)}`);
  if (admin) {
    steps.line(`Sign in as   ${admin.email}`);
    steps.line(`Password     ${admin.password}   (shown once; also in ${signInFile()})`);
  } else if (existsSync(signInFile())) {
    const email = readFileSync(signInFile(), 'utf8').split('\n')[0];
    steps.line(`Sign in as   ${email}; the first password is in ${signInFile()}`);
  }
  steps.line('Ctrl-C stops it and keeps all data.');
}

/** Two starts on one data folder would load and serve the same twice. Answers how to give the folder back. */
function takeDataFolder(): () => void {
  const file = join(dataDir(), 'start.pid');
  const pid = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : 0;
  if (pid > 0 && pid !== process.pid && isStart(pid)) {
    throw new RetortError(
      'unavailable',
      `Retort already runs on ${dataDir()} (process ${pid}): stop that one first.`,
    );
  }
  try {
    writeFileSync(file, String(process.pid), { mode: 0o600 });
  } catch (error) {
    throw fileRefusal(error, file);
  }
  return () => rmSync(file, { force: true });
}

/** Whether the process is a `npm start` of this checkout: its number may have passed to another program. */
function isStart(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('start.mjs');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function tail({ log }: Child): string {
  return lastWords(readFileSync(log, 'utf8').slice(-4_000));
}
