import type { ReactNode } from 'react';
import { Bone, RowSkeleton } from '@/components/ui/skeleton';
import { type Crumb, PageFrame } from './page-frame';

/**
 * A list page on its way: its tabs where it has some, its bar of filters and its rows; `columns` are the widths of the narrow
 * cells in px.
 */
export function ListPageSkeleton({
  crumbs,
  columns,
  tabs = 0,
  rows = 18,
}: {
  crumbs: readonly Crumb[];
  columns: readonly number[];
  tabs?: number;
  rows?: number;
}) {
  return (
    <PageFrame crumbs={crumbs} fit>
      {tabs > 0 ? <TabsSkeleton tabs={tabs} /> : null}
      <BarSkeleton />
      <div className="h-7 border-b" />
      <RowSkeleton rows={rows} columns={columns} />
    </PageFrame>
  );
}

/** A row of tabs, of the height of the one that comes. */
export function TabsSkeleton({ tabs }: { tabs: number }) {
  return (
    <div aria-hidden="true" className="flex h-10 shrink-0 items-center gap-5 border-b px-5 max-sm:px-3">
      {Array.from({ length: tabs }, (_, tab) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
        <Bone key={tab} width={[64, 52, 76, 58, 70][tab % 5] ?? 60} />
      ))}
    </div>
  );
}

/** The bar of filters over a list, of the height of the one that comes. */
export function BarSkeleton() {
  return (
    <div aria-hidden="true" className="flex min-h-11 items-center gap-1.5 border-b px-5 py-2 max-sm:px-3">
      {[92, 78, 70, 88].map((width) => (
        <Bone key={width} width={width} className="h-[26px] rounded-md" />
      ))}
    </div>
  );
}

/** What a chart says first, its finding and its caption, on their way. */
export function FindingSkeleton() {
  return (
    <>
      <Bone width="56%" className="my-[5px]" />
      <Bone width="38%" className="my-[5px] h-2" />
    </>
  );
}

/** A chart on its way: its finding, its caption and the ground of its drawing. */
export function ChartSkeleton({ height, className }: { height: number; className?: string }) {
  return (
    <div aria-hidden="true" className={className}>
      <FindingSkeleton />
      <div style={{ height }} className="mt-2 flex flex-col justify-between overflow-hidden py-2">
        {['96%', '72%', '88%', '58%', '80%', '64%', '91%', '49%'].map((width) => (
          <Bone key={width} width={width} />
        ))}
      </div>
    </div>
  );
}

/** A plot of lanes on its way: a name and a track for each. */
export function LanesSkeleton({ lanes, gap = 34 }: { lanes: number; gap?: number }) {
  return (
    <div aria-hidden="true">
      <FindingSkeleton />
      {Array.from({ length: lanes }, (_, lane) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
          key={lane}
          style={{ height: gap }}
          className="flex items-center gap-6 border-b border-line last:border-0"
        >
          <Bone width={88} className="shrink-0" />
          <span className="flex-1">
            <Bone width={['92%', '64%', '78%', '46%', '70%', '30%'][lane % 6] ?? '60%'} className="h-3" />
          </span>
        </div>
      ))}
    </div>
  );
}

/** The parts of a page that is on its way, named for those who do not see them. */
export function Coming({ what, children }: { what: string; children: ReactNode }) {
  return (
    <div role="status" aria-label={`Loading ${what}`}>
      {children}
    </div>
  );
}
