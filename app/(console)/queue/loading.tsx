import { PageFrame } from '@/components/frame/page-frame';
import { QueueSkeleton } from '@/components/queue/queue-skeleton';

export default function Loading() {
  return (
    <PageFrame crumbs={[{ label: 'Queue' }]} fit>
      <QueueSkeleton />
    </PageFrame>
  );
}
