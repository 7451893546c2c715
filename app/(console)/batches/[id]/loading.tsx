import { BatchSkeleton } from '@/components/batch/batch-skeleton';
import { PageFrame } from '@/components/frame/page-frame';

export default function Loading() {
  return (
    <PageFrame crumbs={[{ label: 'Batches', href: '/batches' }]}>
      <BatchSkeleton />
    </PageFrame>
  );
}
