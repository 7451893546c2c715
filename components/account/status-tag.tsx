import { Ban, Pause } from 'lucide-react';
import { Tag } from '@/components/ui/tag';
import type { AccountStatus } from '@/lib/model/decision';

/** Whether an account can act. */
export function AccountStatusTag({ status }: { status: AccountStatus }) {
  switch (status) {
    case 'active':
      return <Tag tone="info">active</Tag>;
    case 'suspended':
      return (
        <Tag tone="warn">
          <Pause strokeWidth={2} aria-hidden="true" />
          suspended
        </Tag>
      );
    case 'banned':
      return (
        <Tag tone="hollow">
          <Ban strokeWidth={2} aria-hidden="true" />
          banned
        </Tag>
      );
  }
}
