import { planWords } from '@/components/account/words';
import { shortCount } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { BatchPreview } from '@/lib/model/batch';

/** Some of the scope at random, to look at before anything is done. */
export function Sample({ sample }: { sample: BatchPreview['sample'] }) {
  if (sample.length === 0) return null;
  return (
    <details className="mt-5 border-t pt-3">
      <summary className="rounded-sm font-medium text-ink-2 hover:text-ink">
        {sample.length === 1 ? 'The one account' : `${sample.length} accounts at random`}, to look into
      </summary>
      <ul className="mt-1.5 grid grid-cols-2 gap-x-8 max-md:grid-cols-1">
        {sample.map((row) => (
          <li key={row.id} className="flex h-7 items-center gap-3 border-b">
            <Link
              href={`/accounts/${encodeURIComponent(row.id)}`}
              prefetch={false}
              target="_blank"
              className="min-w-0 flex-1 clip rounded-sm hover:text-accent hover:underline"
            >
              <UntrustedText mono max={60}>
                {row.id}
              </UntrustedText>
            </Link>
            <span className="clip text-small text-ink-3">
              <UntrustedText max={40}>{planWords(row.plan, row.pathway)}</UntrustedText>
            </span>
            <span className="w-14 shrink-0 text-right text-small text-ink-3">
              {shortCount(row.exchanges)} ex.
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
