import { describe, expect, it } from 'vitest';
import { jsonLines, jsonLinesOf } from './json-lines';

const decode = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

async function streamed(text: string, size: number): Promise<string> {
  const bytes = Buffer.from(text);
  const chunks = async function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };
  let out = '';
  const parts: Uint8Array[] = [];
  for await (const part of jsonLines(chunks())) parts.push(Buffer.from(part));
  out = decode(Buffer.concat(parts));
  return out;
}

/** What each line holds: its value, or the text that is none. */
function values(lines: string): unknown[] {
  return lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      try {
        return JSON.parse(line);
      } catch {
        return `broken: ${line.trim()}`;
      }
    });
}

const ROW = { a: 'x "quoted" \\ [ { } ] , \n é', b: [1, { c: null }], d: {} };

describe('JSON of any layout', () => {
  it.each([
    ['lines', `${JSON.stringify(ROW)}\n${JSON.stringify({ n: 2 })}`, [ROW, { n: 2 }]],
    ['lines with a broken one', `{"n":1}\n{"n":\n{"n":3}\n`, [{ n: 1 }, 'broken: {"n":', { n: 3 }]],
    ['lines of which the first is broken', `{"n":1,}\n{"n":2}\n`, ['broken: {"n":1,}', { n: 2 }]],
    ['a list', JSON.stringify([ROW, null, { n: 2 }]), [ROW, null, { n: 2 }]],
    ['a list laid out', JSON.stringify([ROW, { n: 2 }], null, 2), [ROW, { n: 2 }]],
    ['one object', JSON.stringify(ROW), [ROW]],
    ['one object laid out', JSON.stringify(ROW, null, '\t'), [ROW]],
    [
      'objects laid out, one after another',
      `${JSON.stringify(ROW, null, 2)}\n${JSON.stringify({ n: 2 }, null, 2)}\n`,
      [ROW, { n: 2 }],
    ],
    ['a list of nothing', '[]', []],
    ['nothing', '', []],
    ['blanks', ' \n\t ', []],
    ['a byte order mark', `\ufeff[{"n":1}]`, [{ n: 1 }]],
    ['a list that was cut off', '[{"n":1},{"n":2', [{ n: 1 }, 'broken: {"n":2']],
    ['lines with nulls', 'null\n{"n":1}\nnull', [null, { n: 1 }, null]],
    ['members that are words', '[1, "a,]", true]', [1, 'a,]', true]],
  ])('is read by lines: %s', async (_, text, expected) => {
    expect(values(decode(jsonLinesOf(Buffer.from(text))))).toEqual(expected);
    for (const size of [1, 7, 1 << 16]) expect(values(await streamed(text, size))).toEqual(expected);
  });

  it('takes long strings without looking through them twice', () => {
    const text = JSON.stringify([{ a: '\\"'.repeat(200_000) }, { a: 'x'.repeat(400_000) }]);
    const begun = performance.now();
    expect(values(decode(jsonLinesOf(Buffer.from(text))))).toHaveLength(2);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
