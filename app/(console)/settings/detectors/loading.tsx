import { PageFrame } from '@/components/frame/page-frame';
import { RowSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <PageFrame crumbs={[{ label: 'Settings', href: '/settings' }, { label: 'Detectors' }]}>
      <h1 className="px-5 pt-4 pb-6 text-title font-semibold max-sm:px-3">Detectors</h1>
      <RowSkeleton rows={14} columns={[90, 110, 68]} />
    </PageFrame>
  );
}
