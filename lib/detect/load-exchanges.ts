import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import {
  byAccount,
  type Columns,
  type Exchanges,
  emptyColumns,
  LIMITED,
  REFUSED,
  resized,
  TOLD,
} from './exchanges';
import { Interner } from './intern';
import { longer } from './longer';

/** Exchanges as they were read: in no order, with the keys of their accounts as numbers. */
export interface ReadExchanges {
  count: number;
  columns: Columns;
  /** Numbers of {@link accounts}. */
  account: Int32Array;
  accounts: Interner;
  /** Tokens answered, by the number of the account. */
  outputTokens: Float64Array;
  keys: Interner;
  models: Interner;
}

/** Microseconds between 1970 and PostgreSQL's own epoch, 2000-01-01. */
const POSTGRES_EPOCH = 946_684_800_000_000;
/** Signature, flags and length of the header's extension. */
const HEADER = 19;
const TOO_MANY_REQUESTS = 429;
const COLUMNS = [
  'account_key',
  'occurred_at',
  'model_key',
  'session_key',
  'system_key',
  'head_key',
  'tail_key',
  'frame_key',
  'tool_key',
  'param_key',
  'capability',
  'pathway',
  'refused',
  'status',
  'output_tokens',
  'excerpt IS NOT NULL',
];
/** No row takes more bytes. */
const LONGEST_ROW = 2 + COLUMNS.length * 12;
const FIRST_ROOM = 1 << 16;

/**
 * Reads all exchanges after `since` up to `until` (milliseconds) in one pass over the table, by COPY in its binary format (PostgreSQL
 * documentation, COPY): ten times as fast as rows that become objects, and nothing is held but the columns.
 */
export async function readExchanges(tx: PoolClient, since: number, until: number): Promise<ReadExchanges> {
  const { rows } = await tx.query<{ n: number }>(
    'SELECT coalesce(sum(exchanges), 0)::float8 AS n FROM traffic_hour WHERE hour >= $1 AND hour <= $2',
    [new Date(since - 3_600_000), new Date(until)],
  );
  return copyFrom(tx, 'exchange', [since, until], Math.ceil((rows[0]?.n ?? 0) * 1.01));
}

/** As {@link readExchanges}, of the accounts in the temporary table `part` and for each after its `since`, by index. */
export async function readPart(tx: PoolClient, since: number, until: number): Promise<ReadExchanges> {
  const source = `part JOIN LATERAL (SELECT * FROM exchange e WHERE e.account_key = part.key AND e.occurred_at > part.since) x ON true`;
  return copyFrom(tx, source, [since, until], 0);
}

async function copyFrom(
  tx: PoolClient,
  source: string,
  [since, until]: readonly [number, number],
  room: number,
): Promise<ReadExchanges> {
  const reader = new Reader(Math.max(FIRST_ROOM, room));
  const stream = tx.query(
    copyTo(
      `COPY (SELECT ${COLUMNS.join(', ')} FROM ${source} WHERE occurred_at > '${new Date(since).toISOString()}' AND occurred_at <= '${new Date(until).toISOString()}') TO STDOUT (FORMAT binary)`,
    ),
  );
  // A row that goes on in the next chunk is read from the end of the one joined to the beginning of the other.
  let rest: Buffer = Buffer.alloc(0);
  let header = HEADER;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (header > 0 || chunk.length < LONGEST_ROW) {
      const bytes = Buffer.concat([rest, chunk]);
      const start = bytes.length < header ? 0 : header;
      header -= start;
      rest = bytes.subarray(header > 0 ? 0 : reader.read(bytes, start, bytes.length - LONGEST_ROW));
      continue;
    }
    const joined = Buffer.concat([rest, chunk.subarray(0, LONGEST_ROW)]);
    const start = reader.read(joined, 0, rest.length - 1) - rest.length;
    rest = chunk.subarray(reader.read(chunk, start, chunk.length - LONGEST_ROW));
  }
  reader.read(rest, 0, rest.length - 2);
  return reader.done();
}

/** What was read, by the positions of accounts; what others sent is left out. Frees what was read. */
export function arranged(read: ReadExchanges, accounts: readonly { key: bigint }[]): Exchanges {
  const position = new Int32Array(read.accounts.size + 1).fill(-1);
  accounts.forEach(({ key }, at) => {
    position[read.accounts.find(key)] = at;
  });
  const account = read.account.subarray(0, read.count).map((number) => position[number] as number);
  const { keys, models } = read;
  read.account = new Int32Array(0);
  return { ...byAccount(read.columns, account, read.count, accounts.length), keys, models };
}

/** Takes rows of the binary format apart. */
class Reader {
  private count = 0;
  private columns: Columns;
  private account: Int32Array;
  private readonly accounts = new Interner();
  private readonly keys = new Interner();
  private readonly sessions = new Interner();
  private readonly models = new Interner();
  private outputTokens = new Float64Array(1 << 12);
  private view: DataView = new DataView(new ArrayBuffer(0));
  private place = 0;

  constructor(private room: number) {
    this.columns = emptyColumns(room);
    this.account = new Int32Array(room);
  }

  /** Reads rows that begin from `start` to `last`, which lie in `bytes` wholly; answers where the next one begins. */
  read(bytes: Buffer, start: number, last: number): number {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.place = start;
    // The end is marked by −1 in place of the number of columns.
    while (this.place <= last && this.view.getInt16(this.place) >= 0) this.row();
    return this.place;
  }

  done(): ReadExchanges {
    const { count, columns, account, accounts, outputTokens, keys, models } = this;
    return { count, columns, account, accounts, outputTokens, keys, models };
  }

  private row(): void {
    const i = this.count++;
    if (i === this.room) {
      this.room = Math.ceil(1.5 * this.room);
      this.columns = resized(this.columns, this.room);
      this.account = longer(this.account, this.room);
    }
    const { columns, keys } = this;
    this.place += 2;
    const account = this.key(this.accounts);
    this.account[i] = account;
    columns.at[i] =
      this.view.getInt32(this.place + 4) * 2 ** 32 + this.view.getUint32(this.place + 8) + POSTGRES_EPOCH;
    this.place += 12;
    columns.model[i] = this.key(this.models);
    columns.session[i] = this.key(this.sessions);
    columns.system[i] = this.key(keys);
    columns.head[i] = this.key(keys);
    columns.tail[i] = this.key(keys);
    columns.frame[i] = this.key(keys);
    columns.tool[i] = this.key(keys);
    columns.param[i] = this.key(keys);
    columns.capability[i] = this.number(0);
    columns.pathway[i] = this.number(-1);
    const refused = this.number(0) === 1 ? REFUSED : 0;
    const limited = this.number(0) === TOO_MANY_REQUESTS ? LIMITED : 0;
    const tokens = this.number(0);
    columns.flags[i] = refused | limited | (this.number(0) === 1 ? TOLD : 0);
    if (account >= this.outputTokens.length)
      this.outputTokens = longer(this.outputTokens, 2 * this.outputTokens.length);
    this.outputTokens[account] = (this.outputTokens[account] as number) + tokens;
  }

  private key(keys: Interner): number {
    const { view, place } = this;
    if (view.getInt32(place) < 0) {
      this.place += 4;
      return 0;
    }
    this.place += 12;
    return keys.of(view.getInt32(place + 4), view.getInt32(place + 8));
  }

  /** A whole number of one, two or four bytes. */
  private number(none: number): number {
    const { view, place } = this;
    const length = view.getInt32(place);
    if (length < 0) {
      this.place += 4;
      return none;
    }
    this.place += 4 + length;
    if (length === 1) return view.getUint8(place + 4);
    return length === 2 ? view.getInt16(place + 4) : view.getInt32(place + 4);
  }
}
