import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRecord } from './check';
import { strictRecord, withoutNulls } from './fault';

const NOW = Date.UTC(2026, 10, 22) * 1000;
const EXCHANGE = {
  type: 'exchange',
  id: 'e',
  account_id: 'a',
  occurred_at: '2026-11-20T00:00:00Z',
  model: 'm',
};
const ACCOUNT = { type: 'account', id: 'a', created_at: '2026-11-20T00:00:00Z' };

describe('checkRecord', () => {
  it.each([
    [EXCHANGE, 0],
    [{ ...EXCHANGE, prompt: null, tools: null, session_id: null }, 0],
    [{ ...EXCHANGE, tools: ['a', { name: 'b', extra: 1 }], params: { temperature: 0 }, latency_ms: 1.5 }, 0],
    [{ ...EXCHANGE, colour: 'red', shape: null }, 2],
    [{ ...EXCHANGE, asn: 4_294_967_294 }, 0],
    [{ ...ACCOUNT, signup_asn: 4_200_000_000 }, 0],
    [{ ...ACCOUNT, payment: { bin: '4', kind: null, brand: 'x' } }, 1],
    [
      JSON.parse(
        '{"type":"account","id":"a","created_at":"2026-11-20T00:00:00Z","__proto__":{"id":1},"constructor":1}',
      ),
      2,
    ],
    [
      { ...ACCOUNT, created_at: '2000-01-01T00:00:00Z', status: 'banned', status_at: '2009-03-01T00:00:00Z' },
      0,
    ],
    [{ type: 'model_release', model: 'm', released_at: '2026-11-28T00:00:00Z' }, 0],
    [{ type: 'model_release', model: 'm', released_at: '2018-06-11T00:00:00Z' }, 0],
    [
      { type: 'indicator', kind: 'asn', value: '1', valid_until: '2030-01-01T00:00:00Z', confidence: 99.5 },
      0,
    ],
  ])('takes %j and counts what it does not know', (record, unknownFields) => {
    expect(checkRecord(structuredClone(record), NOW)).toMatchObject({
      unknownFields,
      ok: { type: record.type },
    });
  });

  it.each([
    [7, 'json', 'not a JSON object'],
    [[EXCHANGE], 'json', 'not a JSON object'],
    [{}, 'missing_field', 'type is missing'],
    [{ type: 'toString' }, 'unknown_type', 'type is not known'],
    [{ type: 'account', id: 'a' }, 'missing_field', 'created_at is missing'],
    [{ ...EXCHANGE, model: null }, 'missing_field', 'model is missing'],
    [{ ...EXCHANGE, id: 5 }, 'wrong_type', 'id: '],
    [{ ...EXCHANGE, id: 'x'.repeat(201) }, 'bad_value', 'id: '],
    [{ ...EXCHANGE, account_id: 'a\0' }, 'bad_value', 'account_id: '],
    [{ ...EXCHANGE, model: '\ud800' }, 'bad_value', 'model: '],
    [{ ...EXCHANGE, refused: 'no' }, 'wrong_type', 'refused: '],
    [{ ...EXCHANGE, tools: [{ title: 'x' }] }, 'wrong_type', 'tools.0: '],
    [{ ...EXCHANGE, modalities: ['smell'] }, 'bad_value', 'modalities.0: '],
    [{ ...EXCHANGE, input_tokens: -1 }, 'bad_value', 'input_tokens: '],
    [{ ...EXCHANGE, input_tokens: 1.5 }, 'wrong_type', 'input_tokens: '],
    [{ ...EXCHANGE, input_tokens: 1e10 }, 'out_of_range', 'input_tokens: '],
    [{ ...EXCHANGE, asn: 2 ** 32 }, 'out_of_range', 'asn: '],
    [{ ...EXCHANGE, status: 100_000 }, 'out_of_range', 'status: '],
    [{ ...EXCHANGE, occurred_at: 'today' }, 'bad_value', 'occurred_at: '],
    [{ ...EXCHANGE, occurred_at: '1970-01-01T00:00:00Z' }, 'time_out_of_range', 'occurred_at: '],
    [{ ...EXCHANGE, occurred_at: '2026-11-29T00:00:01Z' }, 'time_out_of_range', 'occurred_at: '],
    [
      { ...EXCHANGE, occurred_at: '2019-12-31T23:59:59Z' },
      'time_out_of_range',
      'occurred_at: lies before 2020',
    ],
    [{ ...ACCOUNT, created_at: '1970-01-01T00:00:00Z' }, 'time_out_of_range', 'created_at: lies before 2000'],
    [{ ...ACCOUNT, created_at: '1999-12-31T23:59:59Z' }, 'time_out_of_range', 'created_at: lies before 2000'],
    [{ ...ACCOUNT, status_at: '9999-12-31T23:59:59Z', status: 'banned' }, 'time_out_of_range', 'status_at: '],
    [{ ...ACCOUNT, payment: [] }, 'wrong_type', 'payment: '],
    [{ ...ACCOUNT, payment: { bin: 4 } }, 'wrong_type', 'payment.bin: '],
  ])('refuses %j as %s', (record, code, words) => {
    expect(checkRecord(structuredClone(record), NOW)).toEqual({
      fault: { code, message: expect.stringContaining(words) },
    });
  });

  it('repeats nothing of a hostile line in its sentence', () => {
    const hostile = '\u001b[2J<script>';
    for (const record of [
      { type: hostile },
      { ...EXCHANGE, pathway: hostile },
      { ...EXCHANGE, occurred_at: hostile },
    ]) {
      expect(JSON.stringify(checkRecord(record, NOW))).not.toContain('script');
    }
  });

  it('takes exactly what the schemas of the contract with the bounds of storage take', () => {
    const schema = strictRecord(NOW);
    fc.assert(
      fc.property(anyRecord(), (record) => {
        const expected = schema.safeParse(withoutNulls(record)).success;
        expect('ok' in checkRecord(structuredClone(record), NOW)).toBe(expected);
      }),
      { seed: 1, numRuns: 5_000 },
    );
  });
});

/** Records of every type whose fields are right, wrong, null or missing. */
function anyRecord(): fc.Arbitrary<Record<string, unknown>> {
  const wrong = fc.constantFrom<unknown>(
    null,
    true,
    -1,
    1.5,
    2 ** 31,
    1e300,
    '',
    'x'.repeat(2_001),
    [],
    {},
    [1],
    'a\0',
    '\udc00',
    ['x', null],
  );
  const id = fc.constantFrom('a', 'x'.repeat(200), 'é', '😀');
  const word = fc.constantFrom('', 'w', 'x'.repeat(2_000), 'n\0', '\ud800');
  const time = fc.constantFrom(
    '2026-11-20T00:00:00Z',
    '2026-11-20T00:00:00.123456+01:00',
    '2019-12-31T23:59:59Z',
    '2026-11-29T00:00:00Z',
    '2026-11-29T00:00:00.000001Z',
    '2099-01-01T00:00:00Z',
  );
  const count = fc.constantFrom(0, 1, 2_147_483_647);
  const oneOf = (...values: unknown[]) => fc.constantFrom(...values);
  const fields: Record<string, Record<string, fc.Arbitrary<unknown>>> = {
    exchange: {
      id,
      account_id: id,
      occurred_at: time,
      model: id,
      session_id: word,
      api_key_id: word,
      pathway: oneOf('api', 'lab'),
      system: word,
      prompt: word,
      tools: oneOf([], ['a'], [{ name: 'b' }], [{ name: 1 }]),
      modalities: oneOf([], ['text'], ['smell']),
      reasoning_refs: oneOf([], ['r'], [1]),
      reasoning_issued: oneOf([], ['r']),
      params: oneOf({}, { a: [1] }, []),
      input_tokens: count,
      output_tokens: count,
      cached_tokens: count,
      status: oneOf(0, 200, 999, 1_000),
      refused: oneOf(true, false),
      latency_ms: oneOf(0, 0.5, 1e9, 1e10),
      ip: word,
      asn: oneOf(1, 'AS1', 4_200_000_000, 2 ** 32),
      country: word,
      user_agent: word,
      ja4: word,
      device_id: word,
    },
    account: {
      id,
      created_at: time,
      pathway: oneOf('api', 'lab'),
      plan: word,
      rpm_limit: count,
      country: word,
      organization: word,
      email_domain: word,
      email_pattern: word,
      email_hash: word,
      phone_hash: word,
      payment: oneOf({}, { bin: '4', kind: null }, { bin: 4 }, { other: 1 }),
      signup_ip: word,
      signup_asn: oneOf(1, 'AS1', -1),
      device_id: word,
      ja4: word,
      verified: oneOf('none', 'email', 'maybe'),
      declared_use: word,
      status: oneOf('active', 'gone'),
      status_at: time,
    },
    model_release: { model: id, released_at: time },
    account_event: { account_id: id, occurred_at: time, kind: oneOf('banned', 'praised'), reason: word },
    indicator: {
      kind: id,
      value: fc.oneof(id, word),
      source: word,
      confidence: oneOf(0, 99.5, 100, 101),
      valid_until: time,
      note: word,
    },
  };
  return fc.constantFrom(...Object.keys(fields)).chain((type) => {
    const model = Object.fromEntries(
      Object.entries(fields[type] ?? {}).map(([name, right]) => [
        name,
        fc.oneof({ weight: 40, arbitrary: right }, { weight: 1, arbitrary: wrong }),
      ]),
    );
    return fc
      .record(model, {
        requiredKeys: [
          'id',
          'account_id',
          'occurred_at',
          'created_at',
          'model',
          'released_at',
          'kind',
          'value',
        ].filter((name) => name in model),
      })
      .chain((record) =>
        fc
          .subarray(Object.keys(record), { minLength: Math.max(0, Object.keys(record).length - 6) })
          .map((kept) => ({
            type,
            ...Object.fromEntries(kept.map((name) => [name, record[name]])),
            extra: 1,
          })),
      );
  });
}
