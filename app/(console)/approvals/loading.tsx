import { ListPageSkeleton } from '@/components/frame/page-skeleton';

export default function Loading() {
  return <ListPageSkeleton crumbs={[{ label: 'Approvals' }]} columns={[220, 120, 80]} />;
}
