import { CapabilitiesSkeleton } from '@/components/capabilities/capabilities-skeleton';
import { PageFrame } from '@/components/frame/page-frame';

export default function Loading() {
  return (
    <PageFrame crumbs={[{ label: 'Capabilities' }]}>
      <CapabilitiesSkeleton />
    </PageFrame>
  );
}
