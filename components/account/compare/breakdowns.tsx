import { capabilityColor } from '@/components/charts/capability';
import { cn } from '@/components/ui/cn';
import { count } from '@/components/ui/format';
import { CAPABILITIES, CAPABILITY_WORDS } from '@/lib/model/capability';
import type { ComparedAccount } from '@/lib/model/console/compare';
import { LETTERS, soughtFinding } from './words';

/** What each account sought, side by side: a table whose cells hold the bar and its figure. */
export function Breakdowns({ accounts }: { accounts: readonly ComparedAccount[] }) {
  const top = Math.max(0.01, ...accounts.flatMap(({ shares }) => Object.values(shares)));
  const rows = CAPABILITIES.filter((capability) =>
    accounts.some(({ shares }) => (shares[capability] ?? 0) >= 0.005),
  );
  return (
    <section aria-label="What they sought" className="min-w-0">
      <h2 className="text-head font-semibold">{soughtFinding(accounts)}</h2>
      <p className="text-small text-ink-3">Share of exchanges in the range, %</p>
      {rows.length === 0 ? (
        <p className="mt-2 text-ink-2">Nothing was sent in this range. A longer one may hold more.</p>
      ) : (
        <div className="mt-1 relative overflow-x-auto">
          <table className="w-full min-w-[420px] border-collapse">
            <thead>
              <tr className="border-b text-small text-ink-3">
                <th scope="col" className="h-7 text-left font-medium">
                  Capability
                </th>
                {accounts.map(({ id, in_range }, index) => (
                  <th key={id} scope="col" title={id} className="px-2 text-left font-medium">
                    {LETTERS[index]} <span className="font-normal">of {count(in_range)}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((capability) => (
                <tr key={capability} className="border-b border-line">
                  <th scope="row" className="h-7 w-40 text-left font-normal whitespace-nowrap">
                    <span className="mr-2 inline-block w-4 font-mono text-[10.5px] font-medium text-ink-2">
                      {CAPABILITY_WORDS[capability].code}
                    </span>
                    {CAPABILITY_WORDS[capability].label}
                  </th>
                  {accounts.map(({ id, shares }) => {
                    const share = shares[capability] ?? 0;
                    return (
                      <td key={id} className="px-2">
                        <span className="flex items-center gap-2">
                          <span aria-hidden="true" className="h-[9px] min-w-0 flex-1">
                            <i
                              className="block h-full rounded-[1px]"
                              style={{
                                width: `${(share / top) * 100}%`,
                                background: capabilityColor(capability),
                              }}
                            />
                          </span>
                          <span
                            className={cn('w-7 text-right', share >= 0.005 ? 'font-medium' : 'text-ink-3')}
                          >
                            {Math.round(share * 100)}
                          </span>
                        </span>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
