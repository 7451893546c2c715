import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Capability } from '@/lib/model/capability';
import type { ExchangeRecord } from '@/lib/model/records';
import type { Made } from './stage';

export interface Written {
  files: string[];
  records: number;
  exchanges: number;
  accounts: number;
  campaigns: { campaign: string; accounts: number; exchanges: number }[];
}

/** A world as one stream, which is left open, with the truth in a file of its own if it is wanted. */
export interface WorldStream {
  world: Writable;
  truth?: string | undefined;
}

export interface WriteOptions {
  gzip?: boolean;
  /** Told now and then how far in time the world has been written. */
  onProgress?: (at: number, records: number) => void;
}

/** What the truth file will say of one campaign; exchange ids wait in a file, since there may be millions. */
interface Ledger {
  accounts: Set<string>;
  exchanges: number;
  sought: Map<Capability, number>;
  path: string;
  file: Writable;
  chunk: string;
}

/** Who is counted to one group of the cast. */
interface Company {
  group: string;
  kind: string;
  accounts: Set<string>;
}

const CHUNK = 1 << 18;

/**
 * Writes `world.ndjson` (or `world.ndjson.gz`), `truth.ndjson` (campaigns with the accounts that harvested and the
 * exchanges of the harvest), `groups.ndjson` (`{group, kind, accounts}`: everybody else by the company they keep) and
 * `intent.ndjson` (`{campaign, capabilities}`: shares of what operators were after), both for evaluation, into a folder, which is made if need be. Waits for the disk, so
 * memory stays flat. To a stream goes the world alone, and the truth to its file. Rejects with the error of the file system.
 */
export async function writeWorld(
  made: Iterable<Made>,
  where: string | WorldStream,
  options: WriteOptions = {},
): Promise<Written> {
  const { world, worldPath, truthPath, groupsPath, intentPath } = await openWorld(
    where,
    options.gzip ?? false,
  );
  const ledgers = new Map<string, Ledger>();
  const result: Written = {
    files: [worldPath, truthPath, groupsPath, intentPath].filter((path) => path !== undefined),
    records: 0,
    exchanges: 0,
    accounts: 0,
    campaigns: [],
  };
  const seen = new Set<string>();
  const groups = new Map<string, Company>();
  let chunk = '';
  for (const { record, campaign, group, sought, at } of made) {
    chunk += `${JSON.stringify(record)}\n`;
    result.records++;
    if (record.type === 'exchange') result.exchanges++;
    else if (record.type === 'account') seen.add(record.id);
    if (campaign && truthPath && record.type === 'exchange')
      await note(ledgers, truthPath, campaign, record, sought);
    if (group && groupsPath && record.type === 'account') {
      const known = groups.get(group.name);
      if (known) known.accounts.add(record.id);
      else groups.set(group.name, { group: group.name, kind: group.kind, accounts: new Set([record.id]) });
    }
    if (chunk.length < CHUNK) continue;
    await send(world, chunk);
    chunk = '';
    options.onProgress?.(at, result.records);
  }
  await send(world, chunk);
  if (worldPath) await close(world);
  result.accounts = seen.size;
  if (truthPath) await writeTruth(truthPath, ledgers, result);
  if (groupsPath) await writeGroups(groupsPath, ledgers, groups.values());
  if (intentPath) await writeIntent(intentPath, ledgers);
  return result;
}

/** Opens what is written as it comes, and says where everything goes. */
async function openWorld(where: string | WorldStream, gzip: boolean) {
  if (typeof where !== 'string') {
    if (where.truth) await mkdir(dirname(where.truth), { recursive: true });
    return { world: where.world, truthPath: where.truth };
  }
  await mkdir(where, { recursive: true });
  // A world of an earlier run in the other form would be read along with this one.
  await rm(join(where, gzip ? 'world.ndjson' : 'world.ndjson.gz'), { force: true });
  const worldPath = join(where, gzip ? 'world.ndjson.gz' : 'world.ndjson');
  return {
    world: openFile(worldPath, gzip),
    worldPath,
    truthPath: join(where, 'truth.ndjson'),
    groupsPath: join(where, 'groups.ndjson'),
    intentPath: join(where, 'intent.ndjson'),
  };
}

async function writeTruth(
  path: string,
  ledgers: ReadonlyMap<string, Ledger>,
  result: Written,
): Promise<void> {
  const truth = openFile(path, false);
  for (const [campaign, ledger] of ledgers) {
    await send(ledger.file, ledger.chunk);
    await close(ledger.file);
    const head = JSON.stringify({ campaign, accounts: [...ledger.accounts] }).slice(0, -1);
    await send(truth, `${head},"exchanges":[`);
    for await (const part of createReadStream(ledger.path, 'utf8')) await send(truth, part as string);
    await send(truth, ']}\n');
    await rm(ledger.path);
    result.campaigns.push({ campaign, accounts: ledger.accounts.size, exchanges: ledger.exchanges });
  }
  await close(truth);
}

async function writeGroups(
  path: string,
  ledgers: ReadonlyMap<string, Ledger>,
  groups: Iterable<Company>,
): Promise<void> {
  const harvesters = new Set([...ledgers.values()].flatMap((ledger) => [...ledger.accounts]));
  const company = openFile(path, false);
  for (const { group, kind, accounts } of groups) {
    const honest = [...accounts].filter((id) => !harvesters.has(id));
    if (honest.length > 0) await send(company, `${JSON.stringify({ group, kind, accounts: honest })}\n`);
  }
  await close(company);
}

async function writeIntent(path: string, ledgers: ReadonlyMap<string, Ledger>): Promise<void> {
  const intent = openFile(path, false);
  for (const [campaign, { sought }] of ledgers) {
    const all = [...sought.values()].reduce((sum, n) => sum + n, 0);
    const capabilities = Object.fromEntries([...sought].map(([capability, n]) => [capability, n / all]));
    if (all > 0) await send(intent, `${JSON.stringify({ campaign, capabilities })}\n`);
  }
  await close(intent);
}

async function note(
  ledgers: Map<string, Ledger>,
  truthPath: string,
  campaign: string,
  record: ExchangeRecord,
  sought: Capability | undefined,
): Promise<void> {
  let ledger = ledgers.get(campaign);
  if (!ledger) {
    const path = join(dirname(truthPath), `.truth-${ledgers.size}.part`);
    ledger = {
      accounts: new Set(),
      exchanges: 0,
      sought: new Map(),
      path,
      file: openFile(path, false),
      chunk: '',
    };
    ledgers.set(campaign, ledger);
  }
  ledger.accounts.add(record.account_id);
  if (sought) ledger.sought.set(sought, (ledger.sought.get(sought) ?? 0) + 1);
  ledger.chunk += `${ledger.exchanges++ > 0 ? ',' : ''}${JSON.stringify(record.id)}`;
  if (ledger.chunk.length < CHUNK) return;
  await send(ledger.file, ledger.chunk);
  ledger.chunk = '';
}

const ends = new WeakMap<Writable, Promise<void>>();

function openFile(path: string, gzip: boolean): Writable {
  const file = createWriteStream(path);
  const whole = finished(file);
  const target = gzip ? createGzip({ level: 4 }) : file;
  if (target !== file) target.pipe(file);
  // An error of the file surfaces where the next chunk is awaited.
  whole.catch((error: Error) => target.destroy(error));
  target.on('error', () => undefined);
  ends.set(target, whole);
  return target;
}

/** Waits until a chunk is taken; rejects with what went wrong with the file, also when that was long after the write. */
function send(target: Writable, text: string): Promise<void> {
  if (text === '') return Promise.resolve();
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => (ends.get(target) ?? Promise.reject(error)).then(resolve, reject);
    target.once('error', fail);
    target.write(text, (error) => {
      target.off('error', fail);
      if (error) fail(error);
      else resolve();
    });
  });
}

async function close(target: Writable): Promise<void> {
  target.end();
  await ends.get(target);
}
