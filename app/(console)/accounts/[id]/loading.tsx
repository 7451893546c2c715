import { AccountSkeleton } from '@/components/account/account-skeleton';
import { PageFrame } from '@/components/frame/page-frame';

export default function Loading() {
  return (
    <PageFrame crumbs={[{ label: 'Accounts', href: '/accounts' }]}>
      <AccountSkeleton />
    </PageFrame>
  );
}
