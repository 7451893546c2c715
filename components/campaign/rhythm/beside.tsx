'use client';

import { useMemo, useRef } from 'react';
import { useWidth } from '@/components/charts/use-width';
import { Segmented } from '@/components/ui/segmented';
import type { RhythmPicture } from '@/lib/model/console/rhythm';
import type { MarkColumns } from '@/lib/model/marks';
import { MEASURE_WORDS, stands } from './finding';
import type { Raster } from './paint';
import { RasterCanvas } from './raster-canvas';
import { independent, type Kind, peersRaster } from './scene';
import { useInk } from './use-ink';
import { restingHeight } from './view';

export const NULLS = ['peers', 'independent'] as const;
export type Null = (typeof NULLS)[number];

const HEIGHT = 220;

interface BesideProps {
  picture: RhythmPicture;
  raster: Raster;
  kinds: readonly Kind[];
  kindOf: (columns: MarkColumns) => Uint8Array;
  from: number;
  to: number;
  shown: Null;
  onShow: (shown: Null) => void;
}

/** What it would look like without one hand: unrelated accounts, or the same ones by chance; and the figures against chance. */
export function Beside({ picture, raster, kinds, kindOf, from, to, shown, onShow }: BesideProps) {
  const [ref, width] = useWidth<HTMLDivElement>(302);
  const probe = useRef<HTMLElement>(null);
  const ink = useInk(probe, kinds);
  const peers = useMemo(() => peersRaster(picture), [picture]);
  const other = useMemo(
    () => (shown === 'peers' ? peers : independent(raster, peers)),
    [shown, peers, raster],
  );
  const kindsShown = useMemo(() => kindOf(other.marks), [other, kindOf]);
  const lines = other.offsets.length - 1;
  const extent = { span: to - from, lines, height: HEIGHT };
  const view = { from, to, top: 0, lineHeight: Math.min(restingHeight(extent), HEIGHT / Math.max(1, lines)) };
  return (
    <div ref={ref} className="min-w-0">
      <span ref={probe} aria-hidden="true" />
      <h3 className="text-head font-semibold text-balance">
        {shown === 'peers'
          ? `${lines} unrelated accounts look like this`
          : 'The same accounts, each on its own, would look like this'}
      </h3>
      <div className="mt-1 mb-2 flex items-center justify-between gap-2">
        <span className="text-small text-ink-3">
          {shown === 'peers' ? 'Same plans and volume' : 'Same counts, at any hour'}
        </span>
        <Segmented
          label="Compare with"
          value={shown}
          options={[
            { value: 'peers', label: 'Peers' },
            { value: 'independent', label: 'Chance' },
          ]}
          onChange={onShow}
        />
      </div>
      {lines > 0 ? (
        <RasterCanvas
          raster={other}
          kindOf={kindsShown}
          ink={ink}
          view={view}
          width={width}
          height={HEIGHT}
        />
      ) : (
        <p className="text-small text-ink-3">No other account of these plans has such a volume.</p>
      )}
      <Measures picture={picture} />
    </div>
  );
}

function Measures({ picture }: { picture: RhythmPicture }) {
  if (picture.measures.length === 0) return null;
  return (
    <section className="mt-4" aria-label="Measured against chance">
      <h3 className="font-semibold">Measured against chance</h3>
      <p className="pb-1.5 text-axis text-ink-3">Dot: this campaign. Bar: 90% of 200 samples of peers.</p>
      <dl>
        {picture.measures.map((figure) => {
          const words = MEASURE_WORDS[figure.name];
          const out = stands(figure);
          const band =
            words.value(figure.low) === words.value(figure.high)
              ? words.value(figure.low)
              : `${words.value(figure.low)}–${words.value(figure.high)}`;
          return (
            <div
              key={figure.name}
              className="grid grid-cols-[minmax(0,1fr)_116px] gap-x-2.5 border-t py-1.5 text-small leading-[17px]"
            >
              <dt>
                <span className="font-medium">{words.label}</span>
                <br />
                <span className="text-ink-3">{words.unit}</span>
              </dt>
              <dd>
                <Dot {...figure} out={out} />
                <span className="flex justify-between whitespace-nowrap">
                  <span className={out ? 'font-medium' : 'text-ink-2'}>{words.value(figure.value)}</span>
                  <span className="text-ink-3">
                    <span className="sr-only">unrelated accounts: </span>
                    {band}
                  </span>
                </span>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

/** The figure as a dot beside the band of chance, on a scale from nothing to the larger of both. */
function Dot({ value, low, high, out }: { value: number; low: number; high: number; out: boolean }) {
  const top = Math.max(value, high) * 1.04 || 1;
  const x = (v: number) => 5 + (Math.max(0, v) / top) * 106;
  return (
    <svg width={116} height={17} aria-hidden="true" className="block">
      <line x1={0} x2={116} y1={8.5} y2={8.5} stroke="var(--line)" />
      <rect
        x={x(low)}
        y={5}
        width={Math.max(2, x(high) - x(low))}
        height={7}
        rx={1}
        fill="var(--press)"
        stroke="var(--mark-2)"
      />
      <circle cx={x(value)} cy={8.5} r={4.5} fill={out ? 'var(--accent)' : 'var(--mark)'} />
    </svg>
  );
}
