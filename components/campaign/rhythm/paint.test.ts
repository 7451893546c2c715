import { describe, expect, test } from 'vitest';
import { packMarks, unpackMarks } from '@/lib/model/marks';
import { type Canvas, type Ink, NOT_BANNED, paint, pixelOf, type Raster } from './paint';

const ink: Ink = {
  ground: 1,
  ban: 9,
  kinds: [
    { color: 2, tall: false },
    { color: 3, tall: true },
  ],
};

function raster(lines: [number, number][][], bans: number[] = []): Raster {
  const offsets = [0];
  for (const line of lines) offsets.push((offsets.at(-1) as number) + line.length);
  const marks = lines.flat().map(([start, length]) => ({
    start,
    length,
    capability: 0,
    pathway: 0,
    model: 0,
    exchanges: 1,
  }));
  return {
    marks: unpackMarks(packMarks(marks)),
    offsets: Uint32Array.from(offsets),
    bans: Uint32Array.from(lines.map((_, i) => bans[i] ?? NOT_BANNED)),
  };
}

const canvas = (width: number, height: number): Canvas => ({
  pixels: new Uint32Array(width * height),
  width,
  height,
  ratio: 1,
});

const rows = ({ pixels, width, height }: Canvas) =>
  Array.from({ length: height }, (_, y) => [...pixels.subarray(y * width, (y + 1) * width)].join(''));

describe('a raster as pixels', () => {
  test('each line on its row, each mark where its time is, at least a pixel and a half wide', () => {
    const on = canvas(10, 2);
    paint(
      on,
      raster([[[0, 0]], [[50, 30]]]),
      { from: 0, to: 100, top: 0, lineHeight: 1 },
      ink,
      Uint8Array.from([0, 0]),
    );
    expect(rows(on)).toEqual(['2211111111', '1111122211']);
  });

  test('marks that begin before the view show what of them lasts, others do not show', () => {
    const on = canvas(10, 1);
    paint(
      on,
      raster([
        [
          [10, 50],
          [300, 5],
        ],
      ]),
      { from: 50, to: 150, top: 0, lineHeight: 1 },
      ink,
      Uint8Array.from([0, 0]),
    );
    expect(rows(on)).toEqual(['2111111111']);
  });

  test('the second kind is taller and lies on top; bans lie on both', () => {
    const on = canvas(10, 3);
    paint(
      on,
      raster([[], [[20, 0]], []], [NOT_BANNED, 80, NOT_BANNED]),
      { from: 0, to: 100, top: 0, lineHeight: 1 },
      ink,
      Uint8Array.from([1]),
    );
    expect(rows(on)).toEqual(['1133111111', '1133111199', '1111111111']);
  });

  test('a view further down leaves out the lines above', () => {
    const on = canvas(4, 2);
    const lines = raster([[[0, 100]], [], [[0, 0]]]);
    paint(on, lines, { from: 0, to: 100, top: 1, lineHeight: 1 }, ink, Uint8Array.from([0, 0]));
    expect(rows(on)).toEqual(['1111', '2211']);
  });

  test.each([
    ['rgb(1, 2, 3)', 0xff030201],
    ['rgba(255, 255, 255, 1)', 0xffffffff],
    ['transparent', 0xff000000],
  ])('%s as a pixel', (css, pixel) => {
    expect(pixelOf(css)).toBe(pixel);
  });
});
