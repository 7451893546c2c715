import type { ReactNode } from 'react';
import { Bone, RowSkeleton } from '@/components/ui/skeleton';
import { type Crumb, PageFrame } from './page-frame';

/** A list page on its way: its bar of filters and its rows; `columns` are the widths of the narrow cells in px. */
export function ListPageSkeleton({
  crumbs,
  columns,
  rows = 18,
}: {
  crumbs: readonly Crumb[];
  columns: readonly number[];
  rows?: number;
}) {
  return (
    <PageFrame crumbs={crumbs} fit>
      <BarSkeleton />
      <div className="h-7 border-b" />
      <RowSkeleton rows={rows} columns={columns} />
    </PageFrame>
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

/** A chart on its way: its finding, its caption and the ground of its drawing. */
export function ChartSkeleton({ height, className }: { height: number; className?: string }) {
  return (
    <div aria-hidden="true" className={className}>
      <Bone width="56%" className="my-[5px]" />
      <Bone width="38%" className="my-[5px] h-2" />
      <div style={{ height }} className="mt-2 flex flex-col justify-between overflow-hidden py-2">
        {['96%', '72%', '88%', '58%', '80%', '64%', '91%', '49%'].map((width) => (
          <Bone key={width} width={width} />
        ))}
      </div>
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
