// Runs the embedded PostgreSQL apart from the commands that use it, and stops it when the last of them has gone,
// however it went: what counts is who is connected, which the kernel settles even after kill -9.
// Started by embedded.ts with its orders in RETORT_KEEPER; plain JavaScript so that it needs no build.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const POLL_MS = 300;
/** How long the first user may take to connect once the server answers. */
const FIRST_USER_MS = 20_000;
const FAST_STOP_MS = 120_000;

const { server, cluster, url } = JSON.parse(process.env.RETORT_KEEPER ?? '{}');
delete process.env.RETORT_KEEPER;

for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => {});
let asked = false;
process.on('SIGTERM', () => {
  asked = true;
});

let exited = false;
if (server) {
  const child = spawn(server.command, server.args, {
    ...server.options,
    cwd: '/',
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  child.on('error', (error) => {
    console.error(`FATAL: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code) => {
    exited = true;
    process.exitCode = code ?? 1;
  });
}

let client;
let seen = false;
let idleSince = Date.now();
while (!exited && !asked) {
  await sleep(POLL_MS);
  const { users, leaving } = await countUsers();
  seen ||= users > 0 || leaving > 0;
  if (users === null) {
    // Starting, recovering, or (when another keeper's server was adopted) gone.
    if (!server && postmaster() === null) process.exit(0);
    if (!seen) idleSince = Date.now();
  } else if (users > 0) {
    idleSince = Date.now();
  } else if (Date.now() - idleSince >= (seen ? 0 : FIRST_USER_MS)) {
    break;
  }
}
await stop();

/** How many other connections of Retort there are (users: null when the server does not answer). */
async function countUsers() {
  try {
    if (!client) {
      const fresh = new pg.Client({
        connectionString: url,
        application_name: 'retort keeper',
        connectionTimeoutMillis: 5000,
      });
      fresh.on('error', () => {
        client = undefined;
      });
      await fresh.connect();
      client = fresh;
    }
    const { rows } = await client.query(
      `SELECT (count(*) FILTER (WHERE application_name LIKE 'retort%' AND application_name <> 'retort keeper'))::int4 AS users,
              (count(*) FILTER (WHERE application_name = 'leaving'))::int4 AS leaving
         FROM pg_stat_activity`,
    );
    return rows[0];
  } catch {
    client = undefined;
    return { users: null, leaving: 0 };
  }
}

async function stop() {
  await client?.end().catch(() => {});
  const deadline = Date.now() + FAST_STOP_MS;
  for (let pid = postmaster(), signal = 'SIGINT'; pid !== null && !exited; pid = postmaster()) {
    try {
      if (signal) process.kill(pid, signal);
    } catch {
      break;
    }
    await sleep(50);
    signal = Date.now() > deadline ? 'SIGQUIT' : undefined;
  }
  if (server && exited) process.exitCode = 0;
}

function postmaster() {
  try {
    return Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10) || null;
  } catch {
    return null;
  }
}
