import { Snowflake } from 'lucide-react';
import { moment } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { BatchWhole } from '@/lib/model/batch';
import { scopeHref, scopeWords } from './scope';

/** What was frozen and when. */
export function ScopeNote({ batch }: { batch: BatchWhole }) {
  const { scope } = batch;
  return (
    <div className="mt-3.5 flex items-start gap-2.5 rounded-md bg-hover px-3 py-2.5">
      <Snowflake size={16} strokeWidth={1.6} aria-hidden="true" className="mt-0.5 shrink-0 text-ink-2" />
      <p className="min-w-0 text-pretty text-ink-2">
        <b className="font-medium text-ink">Scope frozen at {moment(batch.cutoff)} UTC:</b>{' '}
        <UntrustedText max={300}>{scopeWords(scope)}</UntrustedText>
        {batch.campaign ? (
          <>
            {' of '}
            <UntrustedText max={60}>{batch.campaign.title}</UntrustedText>
          </>
        ) : null}
        . Accounts that join later are not touched.
      </p>
      {batch.status === 'draft' && !('reverses' in scope) ? (
        <Link
          href={scopeHref(scope)}
          className="ml-auto shrink-0 rounded-sm font-medium text-accent hover:underline"
        >
          Change scope
        </Link>
      ) : null}
    </div>
  );
}
