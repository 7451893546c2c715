import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { caseFixture, HOSTILE, SECRETS } from '@/lib/export/case/fixture';
import type { CaseFile } from '@/lib/export/case/model';
import { Pseudonyms } from '@/lib/export/case/pseudonym';
import { redact } from '@/lib/export/case/redact';
import type { Text } from '@/lib/export/report/document';
import { REDACTION_LEVELS, type RedactionLevel } from '@/lib/model/case-words';
import { Fonts } from './fonts';
import { type Line, Setter } from './lines';
import { reportPdf } from './pdf';

const pseudonyms = new Pseudonyms(Buffer.alloc(32, 1));

async function pdf(level: RedactionLevel, change: (file: CaseFile) => void = () => {}): Promise<Buffer> {
  const file = caseFixture();
  change(file);
  const all: Uint8Array[] = [];
  for await (const piece of reportPdf(redact(file, { level, pseudonyms }))) all.push(piece);
  return Buffer.concat(all);
}

/** As the fixture is, made once for each level. */
const made = new Map<RedactionLevel, Promise<Buffer>>();
function plain(level: RedactionLevel): Promise<Buffer> {
  const bytes = made.get(level) ?? pdf(level);
  made.set(level, bytes);
  return bytes;
}

interface Parsed {
  objects: Map<number, { head: string; stream: Buffer | null }>;
  pages: number;
  text: string;
}

/** Reads it by its own table of offsets; the text by what each font says of its glyphs, and by what stands for a run. */
function parse(bytes: Buffer): Parsed {
  const raw = bytes.toString('latin1');
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(raw)?.[1]);
  expect(raw.slice(start, start + 4)).toBe('xref');
  const objects: Parsed['objects'] = new Map();
  for (const [i, [, offset]] of [...raw.slice(start).matchAll(/(\d{10}) 00000 n /g)].entries()) {
    const from = Number(offset);
    expect(raw.slice(from, from + 12)).toContain(`${i + 1} 0 obj`);
    const length = /\/Length (\d+)[\s\S]*?>>\nstream\n/.exec(raw.slice(from, raw.indexOf('endobj', from)));
    const begin = length ? raw.indexOf('stream\n', from) + 7 : 0;
    const packed = length ? bytes.subarray(begin, begin + Number(length[1])) : null;
    const head = raw.slice(from, length ? begin : raw.indexOf('endobj', from));
    objects.set(i + 1, {
      head,
      stream: packed && head.includes('FlateDecode') ? inflateSync(packed) : packed,
    });
  }
  const says = new Map<string, Map<string, string>>();
  const heads = [...objects.values()].map(({ head }) => head);
  const resources = heads.find((head) => head.includes('/Font <<')) ?? '';
  for (const [, name = '', ref] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const font = objects.get(Number(ref))?.head ?? '';
    const map = objects.get(Number(/\/ToUnicode (\d+)/.exec(font)?.[1]))?.stream?.toString('latin1') ?? '';
    says.set(
      name,
      new Map([...map.matchAll(/^<(\w{4})> <(\w+)>$/gm)].map(([, id = '', hex = '']) => [id, utf16(hex)])),
    );
  }
  let text = '';
  for (const { head, stream } of objects.values()) {
    const ops = stream && head.includes('FlateDecode') ? stream.toString('latin1') : '';
    if (!ops.includes(' BDC')) continue;
    for (const line of ops.split('\n')) {
      const actual = /\/ActualText <FEFF(\w*)>/.exec(line)?.[1];
      if (actual !== undefined) text += utf16(actual);
      else {
        const font = says.get(/BT \/(F\d+)/.exec(line)?.[1] ?? '');
        for (const [, hex = ''] of font ? line.matchAll(/<(\w+)>/g) : [])
          for (const [id] of hex.matchAll(/\w{4}/g)) text += font?.get(id) ?? '\ufffd';
      }
    }
    text += '\n';
  }
  return { objects, pages: heads.filter((head) => head.includes('/Type /Page ')).length, text };
}

function utf16(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le');
}

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('the same state is the same to the byte, and says no other time than the cutoff', async () => {
  const bytes = await plain('internal');
  expect(hash(await pdf('internal'))).toBe(hash(bytes));
  const dates = [...bytes.toString('latin1').matchAll(/\(D:(\d+)Z\)/g)].map(([, date]) => date);
  expect(dates).toEqual(['20261001120000', '20261001120000']);
});

describe.each(REDACTION_LEVELS)('at %s', (level) => {
  test('it says the case on three to eight pages, each with its marking twice', async () => {
    const { pages, text } = parse(await plain(level));
    expect(pages).toBeGreaterThanOrEqual(3);
    expect(pages).toBeLessThanOrEqual(8);
    const { tlp } = redact(caseFixture(), { level, pseudonyms });
    expect(text.split(tlp).length - 1).toBeGreaterThanOrEqual(2 * pages);
    for (const part of [
      'Impact at a glance',
      'Evidence against (1)',
      'What these data cannot show',
      'Attack path',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('\ufffd');
  });
});

test.each(['partner', 'public'] as const)('names no customer and nobody who decided at %s', async (level) => {
  const { text } = parse(await plain(level));
  const { accounts, ...others } = SECRETS;
  for (const secret of [...accounts, ...Object.values(others)]) expect(text).not.toContain(secret);
});

test('it is tagged, in English, with a title, and its fonts are in it', async () => {
  const bytes = await plain('internal');
  const { objects } = parse(bytes);
  const heads = [...objects.values()].map(({ head }) => head);
  expect(heads.find((head) => head.includes('/Type /Catalog'))).toMatch(
    /\/Lang \(en\) \/MarkInfo << \/Marked true >>.*\/DisplayDocTitle true/,
  );
  for (const role of ['H1', 'H2', 'Table', 'TH', 'Figure', 'LI'])
    expect(heads.some((head) => head.includes(`/S /${role} `))).toBe(true);
  for (const head of heads) if (head.includes('/S /Figure ')) expect(head).toContain('/Alt <FEFF');
  const described = heads.filter((head) => head.includes('/Type /FontDescriptor'));
  expect(described.length).toBeGreaterThan(1);
  for (const head of described) expect(head).toMatch(/\/FontFile2 \d+ 0 R/);
});

test('hostile text stays text, and makes no more than a few pages', async () => {
  const { text, pages, objects } = parse(
    await pdf('internal', (file) => {
      file.campaign.title = HOSTILE;
      for (const item of file.evidence) item.summary = `${HOSTILE}${'x'.repeat(2_000)}) Tj ET /JS`;
      for (const account of file.accounts) account.id = `${HOSTILE}${'w'.repeat(5_000)}${account.id}`;
    }),
  );
  expect(text).toContain('<script>alert(1)</script>');
  expect(text).toContain('[U+202E]');
  expect(text).not.toContain('\u202e');
  expect(pages).toBeLessThanOrEqual(9);
  for (const { head } of objects.values())
    expect(head).not.toMatch(/\/(JS|JavaScript|URI|OpenAction|Launch|AA)\b/);
});

const SCRIPTS = [
  ['Latin', 'Łódź, Việt Nam, ½'],
  ['Cyrillic', 'Компания «Медный фонарь»'],
  ['Greek', 'Εταιρεία Χαλκού'],
  ['Chinese', '青铜研究所（上海）有限公司'],
  ['Japanese', '株式会社カッパー・ランタン'],
  ['Korean', '구리 연구소 주식회사'],
  ['Arabic', 'الشركة العربية للنحاس'],
  ['Hebrew', 'חברת הנחושת'],
  ['Devanagari', 'ताम्र अनुसंधान'],
  ['Thai', 'บริษัททองแดงไทยจำกัด'],
  ['Bengali', 'তামা গবেষণা'],
  ['Georgian', 'სპილენძის კომპანია'],
  ['Ethiopic', 'የመዳብ ኩባንያ'],
  ['emoji', '🦊 🚀'],
] as const;

describe('a line', async () => {
  const set = new Setter(await Fonts.open());
  const one = (text: Text) => set.line1(text);
  const read = (line: Line) => line.runs.map(({ text }) => text).join('|');

  test.each(SCRIPTS)('has a glyph for every letter: %s', async (_, text) => {
    const line = await one([{ foreign: text }]);
    const glyphs = line.runs.flatMap((run) => run.glyphs);
    expect(glyphs.length).toBeGreaterThan(0);
    expect(glyphs.every(({ id }) => id > 0)).toBe(true);
    const said = line.runs.map((run) => run.text);
    expect([...said.join('')].sort().join('')).toBe([...text].sort().join(''));
  });

  test('puts right-to-left text in the order in which it is seen, and keeps what is around it in place', async () => {
    const line = await one(['By ', { foreign: 'שלום עולם' }, ', 12 accounts']);
    expect(read(line)).toBe('By |שלום עולם|, 12 accounts');
    const hebrew = line.runs[1];
    expect(hebrew?.rtl).toBe(true);
    // The first letter is drawn last, that is at the right.
    expect(hebrew?.glyphs.at(-1)?.text).toBe('ש');
  });

  test('orders numbers and foreign words within right-to-left text', async () => {
    const line = await one([{ foreign: 'حظر 100 حساب pool A الآن' }]);
    const seen = line.runs
      .map(({ text, rtl }) => [text.trim(), rtl] as const)
      .filter(([text]) => text !== '');
    expect(seen).toEqual([
      ['الآن', true],
      ['pool A', false],
      ['حساب', true],
      ['100', false],
      ['حظر', true],
    ]);
  });

  test('joins Arabic letters: first, middle and last have forms of their own', async () => {
    const ids = async (text: string) =>
      new Set((await one([{ foreign: text }])).runs.flatMap(({ glyphs }) => glyphs.map(({ id }) => id)));
    expect((await ids('ببب')).size).toBe((await ids('ب')).size + 2);
  });

  test.each([
    ['words', 'the quick brown fox jumps over the lazy dog'],
    ['a word without end', 'x'.repeat(400)],
    ['Chinese', '青铜研究所上海有限公司'.repeat(9)],
    ['Thai', 'บริษัททองแดงไทยจำกัดมหาชน'.repeat(4)],
    ['Arabic', 'الشركة العربية للنحاس '.repeat(9)],
  ])('holds no more than its width: %s', async (_, text) => {
    const lines = await set.lines([{ foreign: text, max: 1_000 }], 120, 10);
    expect(lines.length).toBeGreaterThan(1);
    for (const { width } of lines) expect((width / 1000) * 10).toBeLessThanOrEqual(120.5);
  });
});
