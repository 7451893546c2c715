import { describe, expect, test } from 'vitest';
import { readEnvelope } from './json';
import { LIMITS, Refused } from './limits';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, limits = LIMITS) => readEnvelope(bytes(text), limits);
const refusalOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
  return null;
};

describe('reading JSON', () => {
  test.each([
    ['numbers', [0, -1, 1.5, 1e3, -2.5e-2]],
    ['words', [true, false, null]],
    ['texts', ['', 'a"b\\c/d', 'Ωμέγα 日本 🙂', '\b\f\n\r\t', '\u0000']],
    ['what is nested', [{ a: { b: [1, { c: 'd' }] } }, [], {}]],
  ])('gives what JSON.parse gives: %s', (_, value) => {
    const { objects } = read(JSON.stringify({ type: 'bundle', objects: value }, null, 1));
    expect(JSON.parse(JSON.stringify(objects))).toEqual(value);
  });

  test.each([
    '',
    'nonsense',
    '[1]',
    '{"a":1',
    '{"a":1,}',
    '{"a" 1}',
    '{a:1}',
    '{"a":01}',
    '{"a":1.}',
    '{"a":"\u0001"}',
    '{"a":"\\x"}',
    '{"a":"\\u12g4"}',
    '{"a":tru}',
    '{"a":1} 2',
    '{"objects":{}}',
    '{"a":"unended',
    '{"objects":[1,]}',
  ])('refuses what is none: %s', (text) => {
    expect(refusalOf(() => read(text))?.code).toBe('json');
  });

  test('refuses what is no UTF-8', () => {
    expect(refusalOf(() => readEnvelope(new Uint8Array([0x7b, 0xff, 0x7d]), LIMITS))?.code).toBe('encoding');
  });

  test.each([
    ['too_large', { bytes: 20 }, 'null'],
    ['too_deep', { depth: 6 }, 'indicator--b'],
    ['too_many_objects', { objects: 1 }, 'object 2'],
    ['too_many_values', { values: 7 }, 'indicator--b'],
  ] as const)('refuses the whole beyond a limit, and names the object: %s', (code, limit, object) => {
    const text = '{"objects":[{"id":"indicator--a","n":1},{"id":"indicator--b","deep":[[[[[1]]]]]}]}';
    const refusal = refusalOf(() => read(text, { ...LIMITS, ...limit }));
    expect(refusal?.code).toBe(code);
    expect(String(refusal?.object)).toBe(object);
  });

  test.each([
    ['duplicate_key', '{"id":"x--1","a":1,"a":2}'],
    ['duplicate_key', '{"id":"x--1","a":{"b":1,"\\u0062":2}}'],
    ['forbidden_key', '{"id":"x--1","__proto__":{"polluted":true}}'],
    ['forbidden_key', '{"id":"x--1","a":{"constructor":{"prototype":1}}}'],
    ['too_long', `{"id":"x--1","a":"${'y'.repeat(LIMITS.text + 1)}"}`],
    ['too_many_properties', `{"id":"x--1",${Array.from({ length: 401 }, (_, i) => `"p${i}":1`).join(',')}}`],
    ['number', '{"id":"x--1","a":1e999}'],
  ])('spoils one object and goes on: %s', (code, object) => {
    const { spoiled, objects } = read(`{"objects":[{"id":"x--0"},${object},{"id":"x--2"}]}`);
    expect([...spoiled]).toEqual([[1, expect.objectContaining({ code, object: 'x--1' })]]);
    expect(objects).toHaveLength(3);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('refuses the whole for a property of its own that is given twice', () => {
    expect(refusalOf(() => read('{"objects":[],"objects":[]}'))?.code).toBe('duplicate_key');
  });

  test('goes through ten thousand brackets without falling', () => {
    expect(refusalOf(() => read(`{"objects":[${'['.repeat(10_000)}`))?.code).toBe('too_deep');
  });
});
