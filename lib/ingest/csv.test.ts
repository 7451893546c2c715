import { describe, expect, it } from 'vitest';
import { csvLines } from './csv';

async function rows(text: string, size = 1 << 16): Promise<unknown[]> {
  const bytes = Buffer.from(text);
  const chunks = async function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };
  let out = '';
  for await (const part of csvLines(chunks())) out += Buffer.from(part).toString('utf8');
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

describe('CSV', () => {
  it.each([
    [
      'plain',
      'a,b\n1,2\n3,4',
      [
        { a: '1', b: '2' },
        { a: '3', b: '4' },
      ],
    ],
    ['quotes, commas and line ends in cells', 'a,b\r\n"x, ""y""\r\nz",é\r\n', [{ a: 'x, "y"\r\nz', b: 'é' }]],
    ['semicolons', 'a;b\n1;2,5\n', [{ a: '1', b: '2,5' }]],
    ['tabs', 'a\tb\n1\t2\n', [{ a: '1', b: '2' }]],
    ['empty cells', 'a,b,c\n,,3\n', [{ c: '3' }]],
    ['a byte order mark', '\ufeffa,b\n1,2\n', [{ a: '1', b: '2' }]],
    ['too many cells', 'a\n1,2\n', [{ a: '1', '': '2' }]],
    ['blank lines', 'a\n\n1\n\n', [{ a: '1' }]],
    ['nothing', '', []],
  ])('is read by its head: %s', async (_, text, expected) => {
    expect(await rows(text)).toEqual(expected);
    expect(await rows(text, 1)).toEqual(expected);
  });
});
