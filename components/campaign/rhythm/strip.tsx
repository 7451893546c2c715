'use client';

import { textWidth } from '@/components/charts/lanes/layout';
import { count, moment } from '@/components/ui/format';
import type { RhythmPicture } from '@/lib/model/console/rhythm';
import { poolName, stripTotals } from './scene';

const HEIGHT = 74;
const BASE = 66;
const TOP = 28;
const TONES = ['var(--mark-2)', 'var(--mark)'];

interface StripProps {
  picture: RhythmPicture;
  /** Seconds from the start of the picture. */
  from: number;
  to: number;
  /** Width of the drawing and of the space left of the lines. */
  width: number;
  gutter: number;
}

/** Sessions over time by pool above the raster, and the words of what happened to the whole group. */
export function Strip({ picture, from, to, width, gutter }: StripProps) {
  const { step_seconds: step, pools } = picture.strip;
  const since = Date.parse(picture.since);
  const x = (t: number) => gutter + ((t - from) / (to - from)) * (width - gutter);
  const totals = stripTotals(picture);
  const first = Math.max(0, Math.floor(from / step));
  const last = Math.min(totals.length - 1, Math.ceil(to / step));
  const top = Math.max(1, ...totals.slice(first, last + 1));
  const y = (n: number) => BASE - (n / top) * (BASE - TOP);
  const below = new Array<number>(totals.length).fill(0);
  const areas = pools.map((pool, k) => {
    const upper: string[] = [];
    const lower: string[] = [];
    for (let i = first; i <= last; i++) {
      const base = below[i] as number;
      const value = base + (pool[i] ?? 0);
      const [x0, x1] = [x(i * step), x((i + 1) * step)];
      upper.push(`${x0.toFixed(1)},${y(value).toFixed(1)}`, `${x1.toFixed(1)},${y(value).toFixed(1)}`);
      lower.push(`${x0.toFixed(1)},${y(base).toFixed(1)}`, `${x1.toFixed(1)},${y(base).toFixed(1)}`);
      below[i] = value;
    }
    return { pool: k, path: `M${upper.join('L')}L${lower.reverse().join('L')}Z` };
  });
  return (
    <svg width={width} height={HEIGHT} aria-hidden="true" className="block max-w-full">
      <defs>
        <clipPath id="strip-clip">
          <rect x={gutter} y={0} width={width - gutter} height={HEIGHT} />
        </clipPath>
      </defs>
      <text x={gutter} y={11}>
        Sessions {stepWords(step)}, at most {count(top)}
      </text>
      <g clipPath="url(#strip-clip)">
        {areas.map(({ pool, path }) => (
          <path key={pool} d={path} fill={TONES[pool % TONES.length]} />
        ))}
      </g>
      <line
        x1={gutter}
        x2={width}
        y1={BASE + 0.5}
        y2={BASE + 0.5}
        stroke="var(--line-strong)"
        shapeRendering="crispEdges"
      />
      {placed(events(picture, since), x, gutter, width).map((event) => (
        <text
          key={event.text}
          x={event.x}
          y={event.row === 0 ? 11 : 24}
          textAnchor={event.end ? 'end' : 'start'}
          className="halo"
          style={{ fill: event.ban ? 'var(--sev-critical)' : 'var(--text)', fontWeight: 500 }}
        >
          {event.text}
        </text>
      ))}
    </svg>
  );
}

interface Event {
  at: number;
  text: string;
  ban: boolean;
}

/** Bans and releases within the picture, in seconds from its start. */
export function events(picture: RhythmPicture, since: number): Event[] {
  const release = picture.released === null ? null : picture.models[picture.released];
  return [
    ...picture.waves.map(({ at, accounts }, i) => ({
      at: (Date.parse(at) - since) / 1_000,
      text: `${count(accounts)} banned, ${moment(at)}; then pool ${poolName(i + 1)}`,
      ban: true,
    })),
    ...(release?.released_at
      ? [
          {
            at: (Date.parse(release.released_at) - since) / 1_000,
            text: `${release.name} released ${moment(release.released_at)}`,
            ban: false,
          },
        ]
      : []),
  ].sort((a, b) => a.at - b.at);
}

/** Words beside their line, on two rows where they would run into others; what has no room is left to the table. */
function placed(all: readonly Event[], x: (t: number) => number, left: number, right: number) {
  const ends = [left + 190, left];
  return all.flatMap((event) => {
    const at = x(event.at);
    if (at < left || at > right) return [];
    const width = textWidth(event.text) + 8;
    const end = at + width > right;
    const start = end ? at - width : at + 4;
    const row = ends.findIndex((taken) => start > taken);
    if (row < 0) return [];
    ends[row] = start + width;
    return [{ ...event, x: end ? at - 4 : at + 4, end, row }];
  });
}

function stepWords(seconds: number): string {
  if (seconds % 86_400 === 0) return 'a day';
  if (seconds === 3_600) return 'an hour';
  return seconds < 3_600 ? `in ${seconds / 60} min` : `in ${seconds / 3_600} h`;
}
