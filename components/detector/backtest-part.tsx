import { PlainTable } from '@/components/tables/plain-table';
import { count, plural } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { BacktestPart } from '@/lib/model/detector';
import { Comparison } from './comparison';
import { agreementOf, backtestFinding } from './words';

/** How a version judged the records as of one moment: what people decided, and what is live. */
export function BacktestPartView({ part, other }: { part: BacktestPart; other: string }) {
  const { confirmed, dismissed, reinstated } = part;
  return (
    <section aria-label={`As of ${part.at}`} className="border-t pt-4 first:border-0 first:pt-0">
      <h3 className="text-head font-semibold">{backtestFinding(part)}</h3>
      <p className="text-ink-2">
        As of <Moment time={part.at} /> UTC: {plural(part.exchanges, 'exchange')} of{' '}
        {plural(part.accounts, 'account')} in the window.
      </p>
      <div className="mt-1 max-w-[760px]">
        <PlainTable
          label="Agreement with what people decided"
          columns={[
            { label: 'People said' },
            { label: 'Live', numeric: true },
            { label: other, numeric: true },
            { label: 'Not so by this version' },
          ]}
          rows={[
            {
              key: 'confirmed',
              cells: [
                'Confirmed, and raised',
                agreementOf(confirmed.live, confirmed.known),
                agreementOf(confirmed.other, confirmed.known),
                <Named key="missed" campaigns={confirmed.missed} />,
              ],
            },
            {
              key: 'dismissed',
              cells: [
                'Dismissed, and not raised',
                agreementOf(dismissed.known - dismissed.live, dismissed.known),
                agreementOf(dismissed.known - dismissed.other, dismissed.known),
                <Named key="raised" campaigns={dismissed.raised} />,
              ],
            },
            {
              key: 'reinstated',
              cells: [
                'Accounts taken out or reinstated, and not named',
                agreementOf(reinstated.known - reinstated.live, reinstated.known),
                agreementOf(reinstated.known - reinstated.other, reinstated.known),
                <span key="named" className="flex gap-2">
                  {reinstated.named.slice(0, 3).map((id) => (
                    <Link
                      key={id}
                      href={`/accounts/${encodeURIComponent(id)}`}
                      prefetch={false}
                      className="rounded-sm hover:text-accent hover:underline"
                    >
                      <UntrustedText mono max={20}>
                        {id}
                      </UntrustedText>
                    </Link>
                  ))}
                  {reinstated.named.length > 3 ? ` and ${count(reinstated.other - 3)} more` : null}
                </span>,
              ],
            },
          ]}
        />
      </div>
      <div className="mt-4">
        <Comparison compared={part.comparison} other={other} />
      </div>
    </section>
  );
}

function Named({ campaigns }: { campaigns: BacktestPart['confirmed']['missed'] }) {
  return (
    <span className="flex flex-wrap gap-x-2">
      {campaigns.slice(0, 3).map(({ id, title }) => (
        <Link
          key={id}
          href={`/campaigns/${encodeURIComponent(id)}`}
          prefetch={false}
          className="rounded-sm hover:text-accent hover:underline"
        >
          <UntrustedText max={30}>{title}</UntrustedText>
        </Link>
      ))}
      {campaigns.length > 3 ? <span className="text-ink-3">and {campaigns.length - 3} more</span> : null}
    </span>
  );
}
