import { rowLink } from '@/components/tables/data-table';
import { cn } from '@/components/ui/cn';
import { Link } from '@/components/ui/link';
import { UntrustedText } from '@/components/ui/untrusted-text';

interface AccountLinkProps {
  id: string;
  /** Characters shown at most. */
  max?: number;
  strong?: boolean;
}

/** An account by its id, where it is what a table's row opens. */
export function AccountLink({ id, max = 60, strong = false }: AccountLinkProps) {
  return (
    <Link
      href={`/accounts/${encodeURIComponent(id)}`}
      prefetch={false}
      className={cn(rowLink, 'clip', strong && 'font-medium')}
    >
      <UntrustedText mono max={max}>
        {id}
      </UntrustedText>
    </Link>
  );
}
