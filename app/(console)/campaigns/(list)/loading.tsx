import { ListPageSkeleton } from '@/components/frame/page-skeleton';

export default function Loading() {
  return (
    <ListPageSkeleton crumbs={[{ label: 'Campaigns' }]} columns={[102, 36, 40, 40, 64, 72, 84, 44, 72, 20]} />
  );
}
