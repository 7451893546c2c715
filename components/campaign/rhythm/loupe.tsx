'use client';

import { clock, count, day, duration, exact, plural } from '@/components/ui/format';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { RhythmLine, RhythmPicture } from '@/lib/model/console/rhythm';
import { turnWords } from './finding';
import type { Ink, Raster } from './paint';
import { RasterCanvas } from './raster-canvas';
import { poolName } from './scene';
import type { View } from './view';

const WIDTH = 276;
const LINES = 9;
const LINE_HEIGHT = 10;
/** Time in the loupe, as a part of what is on screen. */
const NEARER = 1 / 12;

interface LoupeProps {
  picture: RhythmPicture;
  line: RhythmLine;
  /** Position of the line in the raster. */
  index: number;
  /** Seconds from the start of the picture. */
  at: number;
  raster: Raster;
  ink: Ink | null;
  kindOf: Uint8Array;
  view: View;
}

/** What lies under the pointer: the account in words, and its neighbourhood so near that its marks have a shape. */
export function Loupe({ picture, line, index, at, raster, ink, kindOf, view }: LoupeProps) {
  const half = Math.max(60, ((view.to - view.from) * NEARER) / 2);
  const since = Date.parse(picture.since);
  const first = raster.marks.starts[raster.offsets[index] as number];
  const wave = picture.waves
    .filter((ban) => first !== undefined && Date.parse(ban.at) <= since + first * 1_000)
    .at(-1);
  const turn = turnWords(line.turn, line.turn_spread);
  return (
    <div className="w-[300px] rounded-lg bg-raised px-3 py-2.5 text-small shadow-float">
      <div className="flex items-center justify-between gap-2">
        <UntrustedText mono max={28}>
          {line.id}
        </UntrustedText>
        <span className="text-ink-2">
          {picture.pools.length > 1 ? `pool ${poolName(line.pool)}, ` : ''}
          {line.status}
        </span>
      </div>
      {first === undefined ? (
        <p className="mt-1 text-ink-2">No session in this picture.</p>
      ) : (
        <p className="mt-1 text-ink-2">
          First session{' '}
          <time title={exact(since + first * 1_000)}>
            {day(since + first * 1_000)} {clock(since + first * 1_000)}
          </time>
          {wave ? (
            <>
              ,{' '}
              <b className="font-medium text-ink">
                {duration(since + first * 1_000 - Date.parse(wave.at))} after the ban
              </b>
            </>
          ) : null}
          . {plural(line.marks, 'session')}, {count(line.exchanges)} exchanges{turn ? `, ${turn}` : ''}.
        </p>
      )}
      {line.banned_at ? (
        <p className="text-critical">
          Banned {day(line.banned_at)} {clock(line.banned_at)}.
        </p>
      ) : null}
      {line.looks_innocent ? <p className="text-ink-2">May be innocent: {line.looks_innocent}</p> : null}
      <div className="relative mt-2">
        <RasterCanvas
          raster={raster}
          kindOf={kindOf}
          ink={ink}
          view={{ from: at - half, to: at + half, top: index - (LINES - 1) / 2, lineHeight: LINE_HEIGHT }}
          width={WIDTH}
          height={LINES * LINE_HEIGHT}
        />
        <span
          className="pointer-events-none absolute inset-x-0 border-y border-ink-3"
          style={{ top: ((LINES - 1) / 2) * LINE_HEIGHT, height: LINE_HEIGHT }}
        />
      </div>
      <div className="mt-1 flex justify-between text-axis text-ink-3">
        <span>{clock(since + (at - half) * 1_000)}</span>
        <span>{duration(half * 2_000)}</span>
        <span>{clock(since + (at + half) * 1_000)}</span>
      </div>
    </div>
  );
}
