import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, LineBlocks } from './lines';

const text = (block: Block) => Buffer.from(block.bytes).toString();

function blocks(
  chunks: readonly string[],
  limits = { bytes: 1_000, lines: 1_000, line: 100 },
  cutOff = false,
): Block[] {
  const lines = new LineBlocks({ ...limits });
  const found = chunks.flatMap((chunk) => [...lines.push(Buffer.from(chunk))]);
  const last = lines.end(cutOff);
  return last ? [...found, last] : found;
}

describe('LineBlocks', () => {
  it('gives the lines whatever the chunks they come in', () => {
    const lines = fc.array(fc.stringMatching(/^[a-z]{0,12}$/), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        lines,
        fc.array(fc.nat(30), { maxLength: 60 }),
        fc.integer({ min: 1, max: 50 }),
        (rows, cuts, bytes) => {
          const whole = `${rows.join('\n')}\n`;
          const chunks: string[] = [];
          let at = 0;
          for (const cut of cuts) {
            chunks.push(whole.slice(at, at + cut));
            at = Math.min(whole.length, at + cut);
          }
          const found = blocks([...chunks, whole.slice(at)], { bytes, lines: 7, line: 100 });
          expect(found.map(text).join('')).toBe(whole);
          let line = 1;
          for (const block of found) {
            expect(block.firstLine).toBe(line);
            expect(block.lines).toBe(text(block).split('\n').length - 1);
            expect(
              text(block)
                .split('\n')
                .filter((row) => row !== '').length,
            ).toBeLessThanOrEqual(7);
            line += block.lines;
          }
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });

  it('counts a last line without its newline, unless the input was cut off there', () => {
    expect(blocks(['a\nb']).map((block) => [text(block), block.lines])).toEqual([['a\nb', 2]]);
    expect(blocks(['a\nb'], undefined, true).map((block) => [text(block), block.lines])).toEqual([
      ['a\n', 1],
    ]);
  });

  it.each([
    { name: 'in one chunk', chunks: [`a\n${'x'.repeat(101)}\nb\n`] },
    { name: 'in many', chunks: ['a\n', ...Array(30).fill('xxxxx'), '\nb\n'] },
    { name: 'ending with a chunk', chunks: ['a\n', 'x'.repeat(150), '\n', 'b\n'] },
  ])('names a line that is too long and goes on behind it: $name', ({ chunks }) => {
    const found = blocks(chunks);
    expect(found.map(text)).toEqual(['a\n\nb\n']);
    expect(found[0]).toMatchObject({ lines: 3, tooLong: [2] });
  });

  it('does not hold what is too long', () => {
    const lines = new LineBlocks({ bytes: 1_000, lines: 1_000, line: 100 });
    for (let i = 0; i < 1_000; i++) expect([...lines.push(Buffer.alloc(64, 'x'))]).toEqual([]);
    const last = lines.end(false);
    expect(last).toMatchObject({ lines: 1, tooLong: [1] });
    expect(last?.bytes.length).toBe(1);
  });
});
