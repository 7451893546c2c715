import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { AccountStatusTag } from '@/components/account/status-tag';
import { planWords, verifiedWord } from '@/components/account/words';
import { InCampaign } from '@/components/indicator/in-campaign';
import { cn } from '@/components/ui/cn';
import { count, moment } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { ComparedAccount } from '@/lib/model/console/compare';
import { LETTERS } from './words';

interface Fact {
  name: string;
  text: (account: ComparedAccount) => string;
}

const time = (value: string | null) => (value ? moment(value) : '');

const FACTS: readonly Fact[] = [
  { name: 'Plan, pathway', text: (account) => planWords(account.plan, account.pathway) },
  { name: 'Verified', text: (account) => verifiedWord(account.verified) },
  { name: 'Paid by', text: (account) => account.payment ?? '' },
  { name: 'E-mail', text: (account) => account.email ?? '' },
  { name: 'Signed up from', text: (account) => account.signup ?? '' },
  { name: 'Organization', text: (account) => account.organization ?? '' },
  { name: 'Country', text: (account) => account.country ?? '' },
  { name: 'Made', text: (account) => time(account.created_at) },
  { name: 'First seen', text: (account) => time(account.first_seen) },
  { name: 'Last seen', text: (account) => time(account.last_seen) },
  { name: 'Exchanges', text: (account) => count(account.exchanges) },
];

interface FactsProps {
  accounts: readonly ComparedAccount[];
  onRemove: (id: string) => void;
}

/** What is known of each account, one column each; what is the same in all columns is said in quieter ink. */
export function CompareFacts({ accounts, onRemove }: FactsProps) {
  return (
    <section
      aria-label="The accounts"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
      tabIndex={0}
      className="relative overflow-x-auto px-5 py-3 max-sm:px-3"
    >
      <table className="w-full border-collapse" style={{ minWidth: 130 + accounts.length * 170 }}>
        <thead>
          <tr className="border-b align-top">
            <td className="w-32" />
            {accounts.map((account, index) => (
              <th key={account.id} scope="col" className="pr-4 pb-2 text-left font-normal">
                <span className="flex items-center gap-2">
                  <span className="font-semibold text-ink-3">{LETTERS[index]}</span>
                  <Link
                    href={`/accounts/${encodeURIComponent(account.id)}`}
                    className="min-w-0 clip font-medium hover:text-accent hover:underline"
                  >
                    <UntrustedText mono max={32}>
                      {account.id}
                    </UntrustedText>
                  </Link>
                  <button
                    type="button"
                    aria-label={`Take ${account.id} out of the comparison`}
                    title="Take it out"
                    onClick={() => onRemove(account.id)}
                    className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
                  >
                    <X size={13} aria-hidden="true" />
                  </button>
                </span>
                <span className="mt-1 flex min-w-0 items-center gap-1.5">
                  <AccountStatusTag status={account.status} />
                  <InCampaign campaign={account.campaign} />
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {FACTS.map(({ name, text }) => {
            const texts = accounts.map(text);
            if (texts.every((one) => one === '')) return null;
            const same = texts.length > 1 && new Set(texts).size === 1;
            return (
              <tr key={name} className="border-b border-line last:border-0">
                <th
                  scope="row"
                  className="h-7 pr-4 text-left text-small font-normal whitespace-nowrap text-ink-3"
                >
                  {name}
                </th>
                {accounts.map((account, index) => (
                  <td key={account.id} className={cn('max-w-56 pr-4', same ? 'text-ink-3' : 'text-ink')}>
                    <Cell same={same && index > 0}>{texts[index] ?? ''}</Cell>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ same, children }: { same: boolean; children: string }): ReactNode {
  if (children === '') return <span className="text-ink-3">–</span>;
  return (
    <span className="block clip">
      <UntrustedText max={48}>{children}</UntrustedText>
      {same ? <span className="sr-only">, the same</span> : null}
    </span>
  );
}
