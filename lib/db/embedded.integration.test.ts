import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startEmbedded } from './embedded';
import { projectRoot } from './root';

const PATIENCE = { timeout: 30_000, interval: 50 };
const HOLDER = `
  import { startEmbedded } from '@/lib/db/embedded';
  const { url } = await startEmbedded(process.argv[2]);
  console.log(url);
  setInterval(() => {}, 60_000);`;

let dir: string;
let holders: ChildProcess[];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'retort-embedded-'));
  holders = [];
});

afterEach(async () => {
  for (const holder of holders) holder.kill('SIGKILL');
  await vi.waitFor(() => expect(running()).toBe(false), PATIENCE);
  rmSync(dir, { recursive: true });
});

const pidFile = () => join(dir, 'postgres', 'postmaster.pid');
const running = () => existsSync(pidFile());
const serverPid = () => Number.parseInt(readFileSync(pidFile(), 'utf8'), 10);

/** What a query answers on a connection of its own. */
async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows[0]?.[0];
  } finally {
    await client.end();
  }
}

/** Another process that uses the database until it is killed. */
async function holdElsewhere(): Promise<{ url: string; process: ChildProcess }> {
  const script = join(projectRoot(), 'dist', `holder-${process.pid}.mjs`);
  await build({
    stdin: { contents: HOLDER, resolveDir: projectRoot(), loader: 'ts' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    alias: { '@': projectRoot() },
    outfile: script,
    logLevel: 'silent',
  });
  const holder = spawn(process.execPath, [script, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  holders.push(holder);
  const [chunk] = await once(holder.stdout, 'data');
  rmSync(script);
  return { url: String(chunk).trim(), process: holder };
}

describe('the embedded server', () => {
  test('is UTF-8 and durable, listens on loopback only, and its files are its owner’s only', async () => {
    const db = await startEmbedded(dir);
    expect(await ask(db.url, `SELECT current_database() || ' ' || current_setting('server_encoding')`)).toBe(
      'retort UTF8',
    );
    expect(await ask(db.url, `SELECT current_setting('listen_addresses')`)).toBe('127.0.0.1');
    expect(
      await ask(db.url, `SELECT current_setting('synchronous_commit') || current_setting('fsync')`),
    ).toBe('onon');
    expect(statSync(join(dir, 'postgres', 'retort.password')).mode & 0o077).toBe(0);
    const wrong = db.url.replace(/:[^:@]+@/, ':wrong@');
    await expect(ask(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    await db.release();
  });

  test('is shared by all who ask, keeps its data, and stops with the last of them', async () => {
    const [one, two] = await Promise.all([startEmbedded(dir), startEmbedded(dir)]);
    expect(two.url).toBe(one.url);
    await ask(one.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await one.release();
    expect(await ask(two.url, 'SELECT answer FROM kept')).toBe(42);
    await two.release();
    expect(running()).toBe(false);
    const again = await startEmbedded(dir);
    expect(await ask(again.url, 'SELECT answer FROM kept')).toBe(42);
    await again.release();
  });

  test('outlives the process that started it while another uses it, and stops after kill -9 of the last', async () => {
    const first = await holdElsewhere();
    const second = await startEmbedded(dir);
    expect(second.url).toBe(first.url);
    first.process.kill('SIGKILL');
    await once(first.process, 'exit');
    expect(await ask(second.url, 'SELECT 1')).toBe(1);
    const third = await holdElsewhere();
    await second.release();
    expect(running()).toBe(true);
    third.process.kill('SIGKILL');
    await vi.waitFor(() => expect(running()).toBe(false), PATIENCE);
  });

  test('comes back on the same port when it is killed under its user', async () => {
    const db = await startEmbedded(dir);
    const killed = serverPid();
    process.kill(killed, 'SIGKILL');
    await vi.waitFor(async () => {
      expect(await ask(db.url, 'SELECT 1')).toBe(1);
      expect(serverPid()).not.toBe(killed);
    }, PATIENCE);
    await db.release();
  });

  test('starts over a postmaster.pid left by a machine that lost power', async () => {
    await (await startEmbedded(dir)).release();
    // The number belongs to another program by now: to this one.
    writeFileSync(pidFile(), `${process.pid}\n${join(dir, 'postgres')}\n0\n5432\n\n127.0.0.1\n0\nready\n`);
    const db = await startEmbedded(dir);
    expect(await ask(db.url, 'SELECT 1')).toBe(1);
    await db.release();
  });

  test('says which PostgreSQL made a cluster of another version', async () => {
    await (await startEmbedded(dir)).release();
    writeFileSync(join(dir, 'postgres', 'PG_VERSION'), '14\n');
    await expect(startEmbedded(dir)).rejects.toThrow(/made by PostgreSQL 14, and this Retort brings 18/);
  });

  test('says that a folder cannot be written to', async () => {
    writeFileSync(join(dir, 'file'), '');
    await expect(startEmbedded(join(dir, 'file'))).rejects.toThrow(/is not a folder/);
  });
});
