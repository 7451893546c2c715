import { type AsyncBuffer, parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import type { Cell, ListColumn } from './column';
import { LIST_FORMATS } from './formats';

interface Row {
  id: string;
  text: string | null;
  count: number | string | null;
  share: number | null;
  flag: boolean | null;
  at: Date | string | null;
  more: object | null;
}

const COLUMNS: ListColumn<Row>[] = [
  { name: 'id', type: 'text', value: (row) => row.id },
  { name: 'text', type: 'text', value: (row) => row.text },
  { name: 'count', type: 'integer', value: (row) => row.count },
  { name: 'share', type: 'number', value: (row) => row.share },
  { name: 'flag', type: 'boolean', value: (row) => row.flag },
  { name: 'at', type: 'time', value: (row) => row.at },
  { name: 'more', type: 'json', value: (row) => row.more },
];

const AT = '2026-10-01T12:00:00.123Z';
const HOSTILE = [
  '=1+1',
  '+49 30',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '  =HYPERLINK("http://x.example","y")',
  '\0=1',
  '\u200f=1',
  '\ufeff=1',
  '＝1',
  '|cmd',
  'one, "two"\nthree\r\nfour',
  '"',
  ',',
  '\u202etxt.exe\u202c',
  'שלום \u200f(1)',
  '一行\u2028二行',
  '😀 e\u0301',
  'x'.repeat(1 << 20),
  `=${'"'.repeat(1 << 20)}`,
  '',
  null,
];

const row = (text: string | null, at = 0): Row => ({
  id: `a-${at}`,
  text,
  count: at % 2 ? at : `${at}`,
  share: at / 7,
  flag: at % 2 === 0,
  at: at % 2 ? new Date(AT) : AT,
  more: { text, list: [1, 'two'] },
});
const NOTHING: Row = { id: 'none', text: null, count: null, share: null, flag: null, at: null, more: null };

async function* batchesOf<T>(rows: T[], size = 7) {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}

async function written<T>(format: keyof typeof LIST_FORMATS, columns: ListColumn<T>[], rows: T[], size = 7) {
  const pieces: Buffer[] = [];
  for await (const piece of LIST_FORMATS[format].write(columns, batchesOf(rows, size)))
    pieces.push(Buffer.from(piece as string));
  return Buffer.concat(pieces);
}

/** A strict reader of RFC 4180: throws where a quote or a line end stands that may not. */
function readCsv(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at++; ; at++) {
        const end = text.indexOf('"', at);
        if (end < 0) throw new Error('a quoted cell does not end');
        cell += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        cell += '"';
      }
    } else {
      const end = /[,\r\n"]/.exec(text.slice(at, at + 100));
      if (!end || end[0] === '"') throw new Error('an open cell holds a quote or does not end');
      cell = text.slice(at, at + end.index);
      at += end.index;
    }
    line.push(cell);
    if (text[at] === ',') at++;
    else if (text.startsWith('\r\n', at)) {
      lines.push(line);
      line = [];
      at += 2;
    } else throw new Error(`at ${at} neither a comma nor a line end`);
  }
  if (line.length > 0) throw new Error('the last line does not end');
  return lines;
}

const asFile = (bytes: Buffer): AsyncBuffer => {
  const whole = new Uint8Array(bytes).buffer;
  return { byteLength: whole.byteLength, slice: (from, to) => whole.slice(from, to) };
};

describe('CSV', () => {
  test('of hostile texts is read back cell for cell, and a spreadsheet runs none of them', async () => {
    const rows = HOSTILE.map((text, at) => row(text, at));
    const file = (await written('csv', COLUMNS, rows)).toString('utf8');
    expect(file.startsWith('\ufeff')).toBe(true);
    const [head, ...lines] = readCsv(file.slice(1));
    expect(head).toEqual(COLUMNS.map(({ name }) => name));
    expect(lines).toHaveLength(rows.length);
    for (const [at, cells] of lines.entries()) {
      expect(cells).toHaveLength(COLUMNS.length);
      for (const [column, cell] of cells.entries()) {
        if (COLUMNS[column]?.type === 'text')
          expect(cell.slice(0, 40)).not.toMatch(/^\s*[=+\-@|＝＋－＠]|^[\t\r\n]/u);
        expect(cell).not.toMatch(/[\0\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      }
      expect(cells[0]).toBe(`a-${at}`);
      expect(cells[2]).toBe(`${at}`);
      expect(cells[5]).toBe(AT);
      expect(JSON.parse(cells[6] ?? '')).toEqual(rows[at]?.more);
    }
    expect(lines[0]?.[1]).toBe("'=1+1");
    expect(lines[13]?.[1]).toBe('one, "two"\nthree\nfour');
    expect(lines[20]?.[1]).toHaveLength(1 << 20);
    expect(lines[21]?.[1]).toHaveLength((1 << 20) + 2);
  });

  test('of no value has empty cells, and of no rows a header', async () => {
    const file = (await written('csv', COLUMNS, [NOTHING])).toString('utf8');
    expect(readCsv(file.slice(1))[1]).toEqual(['none', '', '', '', '', '', '']);
    expect(readCsv((await written('csv', COLUMNS, [])).toString('utf8').slice(1))).toHaveLength(1);
  });
});

describe('NDJSON', () => {
  test('of hostile texts is read back as it was, with nothing that a terminal obeys', async () => {
    const rows = [...HOSTILE.map((text, at) => row(text, at)), NOTHING];
    const file = (await written('ndjson', COLUMNS, rows)).toString('utf8');
    expect(file).not.toMatch(/(?!\n)\p{Cc}|[\u200f\u202e\u2028]/u);
    const lines = file.trimEnd().split('\n');
    expect(lines).toHaveLength(rows.length);
    for (const [at, line] of lines.entries()) {
      const { text, count, share, flag, more } = rows[at] as Row;
      const when = rows[at] === NOTHING ? null : AT;
      expect(JSON.parse(line)).toEqual({ id: rows[at]?.id, text, count, share, flag, at: when, more });
    }
  });
});

describe('Parquet', () => {
  test('of hostile texts is read back as it was', async () => {
    const rows = [...HOSTILE.map((text, at) => row(text, at)), NOTHING];
    const file = asFile(await written('parquet', COLUMNS, rows));
    const read = await parquetReadObjects({ file });
    expect(read).toHaveLength(rows.length);
    for (const [at, got] of read.entries()) {
      const { id, text, count, share, flag, more } = rows[at] as Row;
      expect(got).toEqual({
        id,
        // The reader takes a byte order mark for one.
        text: text?.replace(/^\ufeff/, '') ?? null,
        count: count === null ? null : BigInt(count),
        share,
        flag,
        at: rows[at] === NOTHING ? null : new Date(AT),
        more,
      });
    }
  });

  test('goes out row group by row group and says in its footer how many rows there are', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => row(`text ${at}`, at));
    const pieces: number[] = [];
    let taken = 0;
    async function* counted() {
      for await (const batch of batchesOf(rows, 1_000)) {
        taken += batch.length;
        yield batch;
      }
    }
    const parts: Uint8Array[] = [];
    for await (const piece of LIST_FORMATS.parquet.write(COLUMNS, counted())) {
      parts.push(piece as Uint8Array);
      pieces.push(taken);
    }
    expect(pieces[0]).toBeLessThan(10_000);
    const file = asFile(Buffer.concat(parts));
    const { num_rows, row_groups } = parquetMetadata(file.slice(0) as ArrayBuffer);
    expect(Number(num_rows)).toBe(20_000);
    expect(row_groups.length).toBeGreaterThan(1);
    const read = await parquetReadObjects({ file, columns: ['id', 'count'], rowStart: 19_998 });
    expect(read).toEqual([
      { id: 'a-19998', count: 19_998n },
      { id: 'a-19999', count: 19_999n },
    ]);
  });

  test('closes a row group early for large cells', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => row('x'.repeat(1 << 20), at));
    const file = await written('parquet', COLUMNS.slice(0, 3), rows);
    expect(parquetMetadata(new Uint8Array(file).buffer).row_groups.length).toBeGreaterThanOrEqual(4);
  });

  test('of no rows is a file of no rows', async () => {
    expect(await parquetReadObjects({ file: asFile(await written('parquet', COLUMNS, [])) })).toEqual([]);
  });
});

test.each(['csv', 'ndjson', 'parquet'] as const)('%s breaks off where its rows do', async (format) => {
  async function* broken(): AsyncGenerator<Row[]> {
    yield [NOTHING];
    throw new Error('the database is gone');
  }
  const read = async () => {
    for await (const _ of LIST_FORMATS[format].write(COLUMNS, broken()));
  };
  await expect(read()).rejects.toThrow('the database is gone');
});

test('a cell is never evaluated but in its column', async () => {
  const asked: string[] = [];
  const columns: ListColumn<Row>[] = [
    { name: 'id', type: 'text', value: (each): Cell => asked.push(each.id) && each.id },
  ];
  await written('ndjson', columns, [NOTHING]);
  expect(asked).toEqual(['none']);
});
