'use client';

import { ChevronLeft, ChevronRight, Maximize, Table2, ZoomIn, ZoomOut } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useEffect, useMemo, useState } from 'react';
import { Beside } from '@/components/campaign/rhythm/beside';
import { rhythmFinding } from '@/components/campaign/rhythm/finding';
import { LineTable } from '@/components/campaign/rhythm/line-table';
import { RhythmChart } from '@/components/campaign/rhythm/rhythm-chart';
import { RhythmSkeleton } from '@/components/campaign/rhythm/rhythm-skeleton';
import { exchangeRaster, type Kind, kindsOf, rasterOf } from '@/components/campaign/rhythm/scene';
import { type Extent, fitView, restingHeight, type View, viewByKey } from '@/components/campaign/rhythm/view';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Failure } from '@/components/ui/failure';
import { count, plural } from '@/components/ui/format';
import { Segmented } from '@/components/ui/segmented';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { RhythmLines, RhythmPicture } from '@/lib/model/console/rhythm';
import { EXCHANGE_LINES, EXCHANGE_SECONDS } from '@/lib/model/rhythm';
import { type ExchangeWindow, useRhythm, useRhythmExchanges, useRhythmLines } from '@/lib/queries/use-rhythm';
import { rhythmParams } from './search-params';

const SORTS = [
  { value: 'first', label: 'First seen' },
  { value: 'pool', label: 'Pool' },
  { value: 'similarity', label: 'Similarity' },
] as const;
const MARKS = [
  { value: 'session', label: 'Session' },
  { value: 'exchange', label: 'Exchange' },
] as const;
const TELL = [
  { value: 'model', label: 'Model' },
  { value: 'capability', label: 'Capability' },
  { value: 'pathway', label: 'Pathway' },
] as const;
const LEGEND = 6;

type Params = ReturnType<typeof useQueryStates<typeof rhythmParams>>[0];
type SetParams = ReturnType<typeof useQueryStates<typeof rhythmParams>>[1];

export function RhythmClient({ id }: { id: string }) {
  const [params, setParams] = useQueryStates(rhythmParams, { history: 'replace' });
  const rhythm = useRhythm(id);
  const picture = rhythm.data?.picture;
  const lines = useRhythmLines(id, params.sort, params.page, Boolean(picture));
  if (picture === null) {
    return (
      <Empty title="The rhythm is being drawn">
        The worker draws it after each detection run, within a minute. This page shows it as soon as it is
        there.
      </Empty>
    );
  }
  const error = rhythm.error ?? lines.error;
  if (error && !(picture && lines.data)) {
    return (
      <Failure
        what="The rhythm could not be loaded"
        error={error}
        onRetry={() => void Promise.all([rhythm.refetch(), lines.refetch()])}
      />
    );
  }
  if (!picture || !lines.data) return <RhythmSkeleton />;
  if (picture.marks === 0) {
    return (
      <Empty title="No session in the window">
        None of its {plural(picture.lines, 'account')} sent anything in the window of the last run.
      </Empty>
    );
  }
  return <Drawn id={id} picture={picture} page={lines.data} params={params} setParams={setParams} />;
}

interface DrawnProps {
  id: string;
  picture: RhythmPicture;
  page: RhythmLines;
  params: Params;
  setParams: SetParams;
}

function Drawn({ id, picture, page, params, setParams }: DrawnProps) {
  const height = useStageHeight();
  const since = Date.parse(picture.since);
  const span = (Date.parse(picture.until) - since) / 1_000;
  const sessions = useMemo(() => rasterOf(page, since), [page, since]);
  const { kinds, kindOf } = useMemo(
    () => kindsOf(params.by, sessions.marks, picture),
    [params.by, sessions, picture],
  );
  const extent: Extent = useMemo(() => ({ span, lines: page.items.length, height }), [span, page, height]);
  const view = useMemo(
    () => viewOf(params, since, extent, restingWindow(sessions.marks.starts, span)),
    [params, since, extent, sessions, span],
  );
  const exchanges = useRhythmExchanges(id, exchangeWindow(params, page, view, extent));
  const single = params.mark === 'exchange' && exchanges.data && view.to - view.from <= EXCHANGE_SECONDS;
  const raster = useMemo(
    () => (single && exchanges.data ? exchangeRaster(sessions, exchanges.data, page.from) : sessions),
    [single, exchanges.data, sessions, page],
  );
  const kindsShown = useMemo(() => kindOf(raster.marks), [raster, kindOf]);
  const show = (next: View) =>
    void setParams({
      from: Math.round(since / 1_000 + next.from),
      to: Math.round(since / 1_000 + next.to),
      line: Math.round(next.top),
      tall: Math.round(next.lineHeight * 10) / 10,
    });
  const press = (key: string) => {
    const next = viewByKey(key, view, extent);
    if (next) show(next);
  };
  const finding = rhythmFinding(picture);
  return (
    <div className="flex min-h-0 flex-1 flex-col lg:overflow-auto">
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-4 gap-y-1.5 px-5 py-1.5 max-sm:px-3">
        <Choice name="Sort">
          <Segmented
            label="Sort"
            value={params.sort}
            options={SORTS}
            onChange={(sort) => void setParams({ sort, page: null, line: null })}
          />
        </Choice>
        <Choice name="Mark">
          <Segmented
            label="Mark"
            value={params.mark}
            options={MARKS}
            onChange={(mark) => void setParams({ mark })}
          />
        </Choice>
        <Choice name="Tell apart by">
          <Segmented
            label="Tell apart by"
            value={params.by}
            options={TELL}
            onChange={(by) => void setParams({ by })}
          />
        </Choice>
        <div className="ml-auto flex items-center gap-1">
          <Button look="ghost" square aria-label="Zoom out" title="Zoom out (−)" onClick={() => press('-')}>
            <ZoomOut size={15} strokeWidth={1.6} />
          </Button>
          <Button look="ghost" square aria-label="Zoom in" title="Zoom in (+)" onClick={() => press('+')}>
            <ZoomIn size={15} strokeWidth={1.6} />
          </Button>
          <Button look="ghost" square aria-label="Show all" title="Show all (0)" onClick={() => press('0')}>
            <Maximize size={15} strokeWidth={1.6} />
          </Button>
          <Button
            look={params.table ? 'plain' : 'ghost'}
            aria-pressed={params.table === '1'}
            onClick={() => void setParams({ table: params.table ? null : '1' })}
          >
            <Table2 size={14} strokeWidth={1.6} aria-hidden="true" />
            Table
          </Button>
        </div>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)_322px] gap-x-5 pl-5 max-xl:grid-cols-1 max-xl:pr-5 max-sm:px-3">
        <section className="min-w-0" aria-label="Rhythm">
          <h2 className="text-head font-semibold text-balance">{finding}</h2>
          <Legend kinds={kinds} />
          <Notices
            picture={picture}
            params={params}
            view={view}
            truncated={exchanges.data?.truncated ?? false}
          />
          {params.table ? (
            <LineTable picture={picture} lines={page.items} />
          ) : (
            <RhythmChart
              picture={picture}
              lines={page.items}
              raster={raster}
              kinds={kinds}
              kindOf={kindsShown}
              pooled={params.sort === 'pool'}
              height={height}
              finding={finding}
              view={view}
              extent={extent}
              onView={show}
            />
          )}
          <Pager
            picture={picture}
            page={page}
            onPage={(cursor) => void setParams({ page: cursor, line: null })}
          />
        </section>
        <aside className="pr-5 pb-4 max-xl:pt-4 max-xl:pr-0" aria-label="The expected picture">
          <Beside
            picture={picture}
            raster={sessions}
            kinds={kinds}
            kindOf={kindOf}
            from={view.from}
            to={view.to}
            shown={params.beside}
            onShow={(beside) => void setParams({ beside })}
          />
        </aside>
      </div>
    </div>
  );
}

function Choice({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <span className="flex items-center gap-2 text-small text-ink-3">
      <span aria-hidden="true" className="max-sm:hidden">
        {name}
      </span>
      {children}
    </span>
  );
}

function Legend({ kinds }: { kinds: readonly Kind[] }) {
  const shown = kinds.slice(0, LEGEND);
  const rest = kinds.length - shown.length;
  return (
    // A line of its own, one line high on a wide screen: the picture stays where it is whatever the marks are told apart by.
    <ul
      className="flex items-center gap-x-3 overflow-hidden pb-1.5 text-small whitespace-nowrap text-ink-2 max-lg:flex-wrap"
      aria-label="Marks"
    >
      {shown.map((kind) => (
        <li key={kind.label} className="flex shrink-0 items-center gap-1.5">
          <i
            aria-hidden="true"
            className="w-3"
            style={{ background: kind.color, height: kind.tall ? 8 : 3 }}
          />
          <UntrustedText max={24}>{kind.label}</UntrustedText>
          {kind.tall ? <span className="text-ink-3">taller</span> : null}
        </li>
      ))}
      {rest > 0 ? <li className="text-ink-3">and {count(rest)} more</li> : null}
    </ul>
  );
}

function Notices({
  picture,
  params,
  view,
  truncated,
}: {
  picture: RhythmPicture;
  params: Params;
  view: View;
  truncated: boolean;
}) {
  const notes = [
    picture.stale ? 'A later run has found the campaign again; the worker is drawing it anew.' : null,
    params.mark === 'exchange' && view.to - view.from > EXCHANGE_SECONDS
      ? 'Shown by session: zoom to a day or less for single exchanges.'
      : null,
    params.mark === 'exchange' && truncated
      ? 'More exchanges than can be drawn: zoom in for all of them.'
      : null,
  ].filter((note) => note !== null);
  return notes.length > 0 ? (
    <p role="status" className="pb-1 text-small text-ink-3">
      {notes.join(' ')}
    </p>
  ) : null;
}

function Pager({
  picture,
  page,
  onPage,
}: {
  picture: RhythmPicture;
  page: RhythmLines;
  onPage: (cursor: string | null) => void;
}) {
  if (page.from === 0 && page.next_cursor === null) return null;
  return (
    <nav aria-label="Lines" className="flex items-center gap-2 py-2 text-small text-ink-2">
      <Button
        look="ghost"
        square
        aria-label="First lines"
        disabled={page.from === 0}
        onClick={() => onPage(null)}
      >
        <ChevronLeft size={15} />
      </Button>
      Lines {count(page.from + 1)} to {count(page.from + page.items.length)} of {count(picture.lines)}
      <Button
        look="ghost"
        square
        aria-label="Next lines"
        disabled={page.next_cursor === null}
        onClick={() => onPage(page.next_cursor)}
      >
        <ChevronRight size={15} />
      </Button>
    </nav>
  );
}

const CHROME = 442;
const LOWEST_STAGE = 320;

/** As much height as the window leaves. */
function useStageHeight(): number {
  const [height, setHeight] = useState(470);
  useEffect(() => {
    const follow = () => setHeight(Math.max(LOWEST_STAGE, window.innerHeight - CHROME));
    follow();
    window.addEventListener('resize', follow);
    return () => window.removeEventListener('resize', follow);
  }, []);
  return height;
}

/** From a little before the first session to the end. */
function restingWindow(starts: Uint32Array, span: number): { from: number; to: number } {
  let first = span;
  for (const start of starts) if (start < first) first = start;
  return { from: Math.max(0, first - (span - first) * 0.02), to: span };
}

function viewOf(
  { from, to, line, tall }: Params,
  since: number,
  extent: Extent,
  resting: { from: number; to: number },
): View {
  return fitView(
    {
      from: from === null ? resting.from : from - since / 1_000,
      to: to === null ? resting.to : to - since / 1_000,
      top: line ?? 0,
      lineHeight: tall ?? restingHeight(extent),
    },
    extent,
  );
}

/** What single exchanges to ask for: the lines on screen, on whole steps so that a small movement asks for nothing new. */
function exchangeWindow(
  { mark, sort }: Params,
  page: RhythmLines,
  view: View,
  extent: Extent,
): ExchangeWindow | null {
  const seconds = view.to - view.from;
  if (mark !== 'exchange' || seconds > EXCHANGE_SECONDS || page.items.length === 0) return null;
  const step = Math.max(1, Math.round(seconds / 4));
  const from = Math.max(0, Math.floor(view.from / step) * step);
  const first = page.from + Math.floor(view.top / 50) * 50;
  const last = Math.min(
    page.from + page.items.length - 1,
    first + Math.ceil(extent.height / view.lineHeight) + 50,
    first + EXCHANGE_LINES - 1,
  );
  return { sort, first, last, from, to: Math.min(from + EXCHANGE_SECONDS, Math.ceil(view.to / step) * step) };
}
