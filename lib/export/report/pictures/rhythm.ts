import type { CaseRhythm } from '@/lib/export/case/model';
import { type Mark, PICTURE_WIDTH, type Picture } from '@/lib/export/report/document';
import { count, day, plural } from '@/lib/export/report/words';
import { seeded } from '@/lib/model/random';
import { timeAxis } from './axis';

const GAP = 24;
const HALF = (PICTURE_WIDTH - GAP) / 2;
const TOP = 20;
const HEIGHT = 264;
/** Marks are as fine as print shows. */
const GRAIN = 0.5;
const SHORTEST = 0.9;

type Line = readonly (readonly [start: number, length: number])[];

/** The accounts as they were, beside the same accounts each on its own. */
export function rhythmPicture(rhythm: CaseRhythm, finding: string): Picture {
  const since = Date.parse(rhythm.since);
  const until = Math.max(Date.parse(rhythm.until), since + 3_600_000);
  const lines = rhythm.lines.map(({ sessions }) => sessions);
  const starts = lines.flatMap((line) => line.map(([start]) => start));
  // The first days of the window may be empty: what happened gets the room.
  const from =
    since + Math.max(0, starts.reduce((a, b) => Math.min(a, b), (until - since) / 1000) - 3_600) * 1000;
  const span = (until - from) / 1000;
  const offset = (from - since) / 1000;
  const shifted = lines.map((line) => line.map(([start, length]) => [start - offset, length] as const));
  const step = HEIGHT / lines.length;
  const height = Math.max(0.8, Math.min(5, step * 0.72));
  const marks: Mark[] = [];
  const panes = [
    { left: 0, name: 'As it was', pane: shifted, ink: 'text' },
    {
      left: HALF + GAP,
      name: 'Expected: each account on its own',
      pane: independent(shifted, span),
      ink: 'text',
    },
  ] as const;
  for (const { left, name, pane, ink } of panes) {
    const x = (t: number) => left + ((t - from) / (until - from)) * HALF;
    marks.push(
      { mark: 'text', x: left, y: 10, text: name, bold: true },
      ...timeAxis({ from, to: until }, x, {
        top: TOP,
        bottom: TOP + HEIGHT,
        left,
        right: left + HALF,
      }).filter((mark, i) => mark.mark !== 'text' || i % 4 === 1),
      {
        mark: 'raster',
        h: height,
        ink,
        lines: pane.map((line, i) => ({
          y: TOP + i * step + (step - height) / 2,
          runs: runsOf(line, span, left),
        })),
      },
    );
    for (const { at } of rhythm.waves) {
      const wave = x(Date.parse(at));
      if (wave >= left && wave <= left + HALF && left === 0)
        marks.push({
          mark: 'line',
          x1: wave,
          y1: TOP - 4,
          x2: wave,
          y2: TOP + HEIGHT,
          ink: 'alarm',
          width: 1.4,
          dashed: true,
        });
    }
  }
  const which =
    rhythm.lines.length < rhythm.accounts
      ? `the ${count(rhythm.lines.length)} busiest of ${count(rhythm.accounts)} accounts`
      : plural(rhythm.accounts, 'account');
  return {
    title: finding,
    caption: `A line is an account, a mark a session: ${which}, ${day(from)} to ${day(until)}, by first activity. Right: the same sessions, each account’s moved in time by an amount of its own, which keeps its habits and undoes what it shares with others.${rhythm.waves.length > 0 ? ' Dashed upright line: accounts banned together.' : ''}`,
    description: `${finding}. The picture has one line for each of ${which}, with a mark for each session; the picture beside it shows the same sessions moved by chance.`,
    width: PICTURE_WIDTH,
    height: TOP + HEIGHT + 20,
    marks,
  };
}

/** Each account's sessions moved around its own time by a chance amount: its habits stay, what is common to all goes. */
function independent(lines: readonly Line[], span: number): Line[] {
  const random = seeded(0x5eed);
  return lines.map((line) => {
    const begin = line[0]?.[0] ?? 0;
    const room = Math.max(1, span - begin);
    const by = random() * room;
    return line
      .map(([start, length]) => [begin + ((start - begin + by) % room), length] as const)
      .sort((a, b) => a[0] - b[0]);
  });
}

/** Sessions as marks of at least a visible width; those that would touch are one. */
function runsOf(line: Line, span: number, left: number): number[] {
  const runs: number[] = [];
  let start = Number.NaN;
  let end = Number.NaN;
  const grain = (v: number) => Math.round(v / GRAIN) * GRAIN;
  for (const [at, length] of [...line].sort((a, b) => a[0] - b[0])) {
    const from = grain(Math.max(0, Math.min(1, at / span)) * HALF);
    const to = Math.max(from + SHORTEST, Math.min(HALF, (Math.max(0, at + length) / span) * HALF));
    if (from <= end + 0.2) {
      end = Math.max(end, to);
      continue;
    }
    if (!Number.isNaN(start)) runs.push(left + start, end - start);
    start = from;
    end = to;
  }
  if (!Number.isNaN(start)) runs.push(left + start, end - start);
  return runs.map((v) => Math.round(v * 10) / 10);
}
