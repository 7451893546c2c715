import { ListPageSkeleton } from '@/components/frame/page-skeleton';

export default function Loading() {
  return <ListPageSkeleton crumbs={[{ label: 'Accounts' }]} columns={[76, 130, 120, 70, 110, 60, 52, 64]} />;
}
