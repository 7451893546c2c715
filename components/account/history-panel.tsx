import { cn } from '@/components/ui/cn';
import { Empty } from '@/components/ui/empty';
import { spelled } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { AccountHistory } from '@/lib/model/console/account';
import { orderWords } from './account-header';
import { TABLE } from './cells';

/** Decisions about an account with what became of their orders, its audit entries, and what the provider reported. */
export function HistoryPanel({ history }: { history: AccountHistory }) {
  const { decisions, audit, events } = history;
  if (decisions.length === 0 && audit.length === 0 && events.length === 0) {
    return (
      <Empty title="Nothing was decided about this account">
        A ban or a reinstatement will stand here with its reason, who decided, and whether the provider took
        the order.
      </Empty>
    );
  }
  return (
    <div className="space-y-7 px-5 py-4 max-sm:px-3">
      <Section
        title="Decisions"
        empty="No person decided anything about it yet."
        columns={['When', 'Who', 'What', 'Reason', 'Campaign', 'Order']}
      >
        {decisions.map((row) => (
          <tr key={row.id} className="border-b border-line">
            <Time at={row.at} />
            <td className="whitespace-nowrap">
              <UntrustedText max={40}>{row.actor}</UntrustedText>
            </td>
            <td className="font-medium whitespace-nowrap">{spelled(row.kind)}</td>
            <td className="min-w-52 py-1.5">
              <UntrustedText max={400}>{row.reason}</UntrustedText>
            </td>
            <td>
              {row.campaign ? (
                <Link
                  href={`/campaigns/${encodeURIComponent(row.campaign.id)}`}
                  className="hover:text-accent hover:underline"
                >
                  <UntrustedText max={40}>{row.campaign.title}</UntrustedText>
                </Link>
              ) : (
                '–'
              )}
            </td>
            <td className="whitespace-nowrap text-ink-2" title={row.order?.last_error ?? undefined}>
              {row.order ? orderWords({ kind: row.kind, status: row.order.status }) : '–'}
              {row.order && row.order.attempts > 1 ? `, ${row.order.attempts} attempts` : ''}
            </td>
          </tr>
        ))}
      </Section>
      <Section
        title="What happened to it"
        empty="No limit, ban or change is known."
        columns={['When', 'From', 'What', 'Reason']}
      >
        {events.map((row) => (
          <tr key={`${row.at} ${row.kind}`} className="border-b border-line">
            <Time at={row.at} />
            <td>{spelled(row.source)}</td>
            <td className="whitespace-nowrap">{spelled(row.kind)}</td>
            <td className="w-full">
              {row.reason ? <UntrustedText max={400}>{row.reason}</UntrustedText> : '–'}
            </td>
          </tr>
        ))}
      </Section>
      <Section
        title="Audit"
        empty="The audit log has no entry of it."
        columns={['When', 'Who', 'Verb', 'Before', 'After']}
      >
        {audit.map((row) => (
          <tr key={row.seq} className="border-b border-line">
            <Time at={row.at} />
            <td className="whitespace-nowrap">
              <UntrustedText max={40}>{row.actor}</UntrustedText>
            </td>
            <td className="whitespace-nowrap">{row.verb}</td>
            <td className="max-w-72">
              <Json value={row.before} />
            </td>
            <td className="max-w-96">
              <Json value={row.after} />
            </td>
          </tr>
        ))}
      </Section>
    </div>
  );
}

function Section({
  title,
  empty,
  columns,
  children,
}: {
  title: string;
  empty: string;
  columns: readonly string[];
  children: readonly React.ReactNode[];
}) {
  return (
    <section aria-label={title}>
      <h2 className="text-head font-semibold">{title}</h2>
      {children.length === 0 ? (
        <p className="text-ink-2">{empty}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        <section aria-label={`Table: ${title}`} tabIndex={0} className="mt-1 relative overflow-x-auto">
          <table className={cn(TABLE, 'min-w-[640px]')}>
            <thead>
              <tr className="border-b">
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </section>
      )}
    </section>
  );
}

function Time({ at }: { at: string }) {
  return (
    <td className="whitespace-nowrap text-ink-2">
      <Moment time={at} />
    </td>
  );
}

function Json({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <>–</>;
  return (
    <span className="block clip">
      <UntrustedText mono max={160}>
        {JSON.stringify(value)}
      </UntrustedText>
    </span>
  );
}
