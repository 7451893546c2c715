import { ListPageSkeleton } from '@/components/frame/page-skeleton';

export default function Loading() {
  return (
    <ListPageSkeleton crumbs={[{ label: 'Indicators' }]} tabs={4} columns={[330, 56, 56, 130, 90, 84, 44]} />
  );
}
