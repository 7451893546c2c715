import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckResult, checkRecord } from './check';
import { QuickReader } from './quick';

const NOW = Date.UTC(2026, 10, 22) * 1000;

/** What the plain way makes of a line. */
function plainly(line: string): CheckResult | null {
  try {
    return checkRecord(JSON.parse(line), NOW);
  } catch {
    return null;
  }
}

const reader = new QuickReader(NOW);

/** Reads a line that lies among others; null for giving up. */
function quickly(line: string): { record: object; at: number; unknown: number } | null {
  const bytes = Buffer.from(`"}\n${line}\n{"type":"exchange"}`);
  reader.open(bytes);
  const unknown = reader.read(3, bytes.length - 20);
  return unknown < 0 ? null : { record: given(reader.record), at: reader.at, unknown };
}

function given(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** Whatever is read quickly must be what the plain way gives, twice: the second time much is remembered. */
function hold(line: string): boolean {
  let read = false;
  for (let time = 0; time < 2; time++) {
    const quick = quickly(line);
    if (quick === null) continue;
    read = true;
    const plain = plainly(line);
    if (!plain || !('ok' in plain) || plain.ok.type !== 'exchange')
      throw new Error(`read what is none: ${line}`);
    const names = Object.keys(quick.record);
    const known = Object.entries(given(plain.ok.record)).filter(([name]) => names.includes(name));
    expect(quick.record).toEqual(Object.fromEntries(known));
    expect(Object.keys(given(plain.ok.record)).length - names.length).toBe(quick.unknown);
    expect(quick.unknown).toBe(plain.unknownFields);
    expect(quick.at).toBe(plain.ok.at);
  }
  return read;
}

const WHOLE = {
  type: 'exchange',
  id: 'ex_1',
  account_id: 'acct_1',
  occurred_at: '2026-11-20T10:00:00.000001+02:00',
  model: 'aster-2',
  session_id: 's1',
  api_key_id: 'k1',
  pathway: 'api',
  system: 'Be terse.\nAlways.',
  prompt: 'Étape “une”:\t\\ done 逐步 😀',
  tools: ['search', { name: 'click', input_schema: { properties: { x: { type: 'integer' } } } }],
  modalities: ['text', 'image'],
  reasoning_refs: ['rb_1'],
  reasoning_issued: ['rb_2', ''],
  params: { temperature: 0.7, stop: ['}', '"', ']'], nested: { a: [{}] } },
  input_tokens: 0,
  output_tokens: 12,
  cached_tokens: 2147483647,
  status: 200,
  refused: false,
  latency_ms: 12.75,
  ip: '100.70.3.9',
  asn: 64500,
  country: 'DE',
  user_agent: 'x/1',
  ja4: 't13d',
  device_id: 'd1',
};
const LEAST = '"type":"exchange","id":"e","account_id":"a","occurred_at":"2026-11-20T10:00:00Z","model":"m"';

describe('QuickReader', () => {
  it('reads an exchange with every field, in any order and spacing', () => {
    expect(hold(JSON.stringify(WHOLE))).toBe(true);
    expect(hold(JSON.stringify(Object.fromEntries(Object.entries(WHOLE).reverse())))).toBe(true);
    expect(hold(JSON.stringify(WHOLE, null, 1).replaceAll('\n', '\t '))).toBe(true);
  });

  it.each([
    `{${LEAST}}`,
    `{${LEAST},"prompt":null,"status":null,"tools":null}`,
    `{${LEAST},"asn":"AS1","params":{},"tools":[],"latency_ms":1e2,"input_tokens":10.0}`,
    `{${LEAST},"x":1,"y":{"z":[1,"]"]},"w":"\\u00e9"}`,
    `{${LEAST},"__proto__":{"a":1}}`,
    `{${LEAST},"prompt":"\\ud800 \\u0000 \\ud83d\\ude00"}`,
    `{${LEAST},"input_tokens":-0}`,
    `{${LEAST.replace('"a"', '"\\u0061é"')}}`,
  ])('reads %s', (line) => {
    expect(hold(line)).toBe(true);
  });

  it.each([
    `{${LEAST},"id":"f"}`,
    `{${LEAST},"x":1,"x":2}`,
    `{${LEAST},"\\u0069d":"f"}`,
    `{${LEAST},}`,
    `{${LEAST}}}`,
    `{${LEAST}} {}`,
    `{${LEAST}`,
    `{${LEAST},"x":01}`,
    `{${LEAST},"x":+1}`,
    `{${LEAST},"x":nul}`,
    `{${LEAST},"x":}`,
    `{${LEAST},"x":[1,]}`,
    `{${LEAST},"x":[}`,
    `{${LEAST},"x":{]}`,
    `{${LEAST},"x":"\\x"}`,
    `{${LEAST},"x":"\u0001"}`,
    `{${LEAST},"prompt":"a\\`,
    `{${LEAST},"prompt":"a\\"`,
    `{${LEAST},"prompt":"a`,
    `{${LEAST},"input_tokens":01}`,
    `{${LEAST},"input_tokens":-1}`,
    `{${LEAST},"input_tokens":2147483648}`,
    `{${LEAST},"input_tokens":"1"}`,
    `{${LEAST},"refused":"no"}`,
    `{${LEAST},"pathway":"side"}`,
    `{${LEAST},"tools":[1]}`,
    `{${LEAST},"params":[]}`,
    `{${LEAST},"ip":"${'9'.repeat(2001)}"}`,
    `{${LEAST.replace('"e"', '""')}}`,
    `{${LEAST.replace('"e"', '"\\u0000"')}}`,
    `{${LEAST.replace('"a"', '"\\ud800"')}}`,
    `{${LEAST.replace('"m"', 'null')}}`,
    `{${LEAST.replace('2026', '1970')}}`,
    `{${LEAST.replace('2026', '9999')}}`,
    `{${LEAST.replace('exchange', 'account')}}`,
    '{}',
    '[]',
    '"',
  ])('gives up on %s', (line) => {
    expect(hold(line)).toBe(false);
  });

  it('agrees with the plain way on whatever it reads of damaged lines', () => {
    const text = JSON.stringify({ ...WHOLE, extra: [{ a: '\u2028' }] });
    const piece = fc.constantFrom(
      '"',
      '\\',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '0',
      '-',
      '.',
      'e',
      'null',
      ' ',
      '',
      'é',
    );
    const damage = fc.array(fc.tuple(fc.nat(text.length), fc.nat(2), piece), { maxLength: 3 });
    fc.assert(
      fc.property(damage, (cuts) => {
        let line = text;
        for (const [at, length, put] of cuts) line = line.slice(0, at) + put + line.slice(at + length);
        // A pair cut in two does not outlive its way through bytes.
        hold(Buffer.from(line).toString());
      }),
      { numRuns: 3_000 },
    );
  });

  it('agrees with the plain way on any values', () => {
    const fields = fc.dictionary(
      fc.constantFrom(...Object.keys(WHOLE), 'x', 'y'),
      fc.jsonValue({ maxDepth: 2 }),
    );
    fc.assert(
      fc.property(fields, (values) => {
        hold(JSON.stringify({ ...WHOLE, ...values }));
      }),
      { numRuns: 1_000 },
    );
  });
});
