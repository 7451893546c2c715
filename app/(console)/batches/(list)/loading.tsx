import { ListPageSkeleton } from '@/components/frame/page-skeleton';

export default function Loading() {
  return <ListPageSkeleton crumbs={[{ label: 'Batches' }]} columns={[110, 150, 120, 200, 90, 90, 40]} />;
}
