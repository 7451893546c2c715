import { describe, expect, test } from 'vitest';
import type { RhythmLines, RhythmPicture } from '@/lib/model/console/rhythm';
import { packMarks } from '@/lib/model/marks';
import { NOT_BANNED } from './paint';
import { exchangeRaster, independent, kindsOf, peersRaster, poolName, rasterOf } from './scene';

const SINCE = Date.parse('2026-10-01T00:00:00Z');
const mark = (start: number, model = 0, capability = 6, pathway = 0) => ({
  start,
  length: 60,
  model,
  capability,
  pathway,
  exchanges: 2,
});
const base64 = (marks: ReturnType<typeof mark>[]) => Buffer.from(packMarks(marks)).toString('base64');

const line = (id: string, marks: number, banned_at: string | null = null) => ({
  id,
  marks,
  banned_at,
  pool: 0,
  status: 'active' as const,
  exchanges: marks * 2,
  turn: null,
  turn_spread: null,
  looks_innocent: null,
});

const page: RhythmLines = {
  items: [line('a', 2), line('b', 0), line('c', 3, '2026-10-01T01:00:00.000Z')],
  from: 100,
  next_cursor: null,
  marks: base64([mark(0), mark(90_000, 1), mark(10), mark(20, 1), mark(86_400)]),
};

const picture = {
  models: [
    { name: 'aster-4', released_at: null },
    { name: 'aster-5', released_at: null },
  ],
  released: 1,
  peers: { lines: [2], marks: base64([mark(43_200), mark(46_000)]) },
} as unknown as RhythmPicture;

describe('lines as a raster', () => {
  test('marks lie with their lines, bans in seconds', () => {
    const raster = rasterOf(page, SINCE);
    expect([...raster.offsets]).toEqual([0, 2, 2, 5]);
    expect([...raster.bans]).toEqual([NOT_BANNED, NOT_BANNED, 3_600]);
  });

  test('single exchanges take the place of the lines they belong to', () => {
    const raster = exchangeRaster(
      rasterOf(page, SINCE),
      {
        first: 101,
        from: 0,
        to: 60,
        lines: [1, 2],
        marks: base64([mark(5), mark(6), mark(7)]),
        truncated: false,
      },
      100,
    );
    expect([...raster.offsets]).toEqual([0, 0, 1, 3]);
    expect([...raster.marks.starts]).toEqual([5, 6, 7]);
  });

  test('independence keeps counts, beginnings and ends, and gives the same picture again', () => {
    const raster = rasterOf(page, SINCE);
    const alone = independent(raster, peersRaster(picture));
    expect([...alone.offsets]).toEqual([...raster.offsets]);
    for (const i of [0, 1]) expect(alone.marks.starts[i]).toBeLessThanOrEqual(90_000);
    for (const i of [2, 3, 4]) expect(alone.marks.starts[i]).toBeGreaterThanOrEqual(10);
    expect([...independent(raster, peersRaster(picture)).marks.starts]).toEqual([...alone.marks.starts]);
  });

  test('the model that was released is taller and copper, the others neutral', () => {
    const { marks } = rasterOf(page, SINCE);
    const { kinds, kindOf } = kindsOf('model', marks, picture);
    expect(kinds).toEqual([
      { label: 'aster-4', color: 'var(--mark)', tall: false, marks: 3 },
      { label: 'aster-5', color: 'var(--accent)', tall: true, marks: 2 },
    ]);
    expect([...kindOf(marks)]).toEqual([0, 1, 0, 1, 0]);
  });

  test('capabilities have their hue, what is unknown has a word', () => {
    const { marks } = rasterOf({ ...page, marks: base64([mark(0, 0, 2), mark(1, 0, 99, 255)]) }, SINCE);
    expect(kindsOf('capability', marks, picture).kinds.map(({ label, color }) => [label, color])).toEqual([
      ['Rubric grading', 'var(--cap-rubric-grading)'],
      ['Unknown', 'var(--mark-2)'],
    ]);
    expect(kindsOf('pathway', marks, picture).kinds.map(({ label }) => label)).toEqual([
      'api',
      'unknown pathway',
    ]);
  });

  test('pools have letters', () => {
    expect([0, 1, 7].map(poolName)).toEqual(['A', 'B', 'H']);
  });
});
