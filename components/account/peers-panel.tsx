import { memo } from 'react';
import { breakdownTable, CapabilityBreakdown } from '@/components/charts/breakdown';
import { ChartFrame } from '@/components/charts/chart-frame';
import { count } from '@/components/ui/format';
import { visible } from '@/components/ui/untrusted-text';
import type { AccountBreakdown, AccountHead } from '@/lib/model/console/account';
import { breakdownFinding } from './findings';
import { planWords } from './words';

/** What it sought in the last 30 days of its life beside accounts like it. */
export const PeersPanel = memo(function PeersPanel({
  breakdown,
  head,
}: {
  breakdown: AccountBreakdown;
  head: AccountHead;
}) {
  const { peers, sampled, alike, shares, baseline } = breakdown;
  const circle = {
    'plan and pathway': visible(planWords(head.plan, head.pathway)),
    pathway: `${visible(planWords(null, head.pathway))}, any plan`,
    all: 'all accounts',
  }[alike];
  return (
    <ChartFrame
      finding={breakdownFinding(breakdown)}
      caption={
        <>
          %, 30 days
          <span className="flex items-center gap-1.5">
            <i aria-hidden="true" className="block h-3 w-0.5 bg-ink" />
            {sampled === 0
              ? `none of ${count(peers)} peers active: ${circle}`
              : `mean of ${sampled < peers ? `${count(sampled)} of ` : ''}${count(peers)} peers: ${circle}`}
          </span>
        </>
      }
      table={breakdownTable(shares, baseline)}
      height={330}
    >
      <CapabilityBreakdown shares={shares} baseline={baseline} />
    </ChartFrame>
  );
});
