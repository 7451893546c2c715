import { PageFrame } from '@/components/frame/page-frame';
import { RowSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <PageFrame crumbs={[{ label: 'Settings' }]}>
      <h1 className="sr-only">Settings</h1>
      <div className="h-10 shrink-0 border-b" />
      <RowSkeleton rows={10} columns={[180, 60, 90, 80]} />
    </PageFrame>
  );
}
