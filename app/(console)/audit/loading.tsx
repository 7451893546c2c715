import { ListPageSkeleton } from '@/components/frame/page-skeleton';

export default function Loading() {
  return <ListPageSkeleton crumbs={[{ label: 'Audit' }]} columns={[120, 200, 300, 48]} />;
}
