'use client';

import { ListFilter, X } from 'lucide-react';
import { NUMERIC, TABLE } from '@/components/account/cells';
import { CapabilityDot } from '@/components/charts/capability-strip';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Failure } from '@/components/ui/failure';
import { count, inWords, percent } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { MaskedText } from '@/components/ui/masked-text';
import { Bone } from '@/components/ui/skeleton';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { CAPABILITY_WORDS, type Capability } from '@/lib/model/capability';
import type { CapabilityDrill, CapabilityScope } from '@/lib/model/console/capability';
import { type Cell, times } from './grid';

interface DrillPanelProps {
  capability: Capability;
  /** "week of 16 November", "16 November", or the whole range. */
  when: string;
  /** The cell it came from, if it is one. */
  cell: Cell | null;
  campaign: string | null;
  scope: CapabilityScope;
  query: {
    data: CapabilityDrill | undefined;
    error: Error | null;
    refetch: () => unknown;
    isPlaceholderData: boolean;
  };
  onNarrow: (() => void) | null;
  onClose: () => void;
}

/** What stands behind a cell or a square: its scaffold families and the campaigns that sought it. */
export function DrillPanel({
  capability,
  when,
  cell,
  campaign,
  scope,
  query,
  onNarrow,
  onClose,
}: DrillPanelProps) {
  const { data, error } = query;
  return (
    <section aria-label="Behind the selection" aria-live="polite" aria-busy={query.isPlaceholderData}>
      <div className="flex items-center gap-2">
        <CapabilityDot capability={capability} />
        <h2 className="min-w-0 text-head font-semibold">
          {CAPABILITY_WORDS[capability].label}, {when}
          {campaign ? (
            <>
              {', '}
              <UntrustedText max={40}>{campaign}</UntrustedText>
            </>
          ) : null}
        </h2>
        <Button look="ghost" square className="ml-auto" aria-label="Close" onClick={onClose}>
          <X size={16} strokeWidth={1.6} aria-hidden="true" />
        </Button>
      </div>
      {data ? (
        <Body data={data} cell={cell} scope={scope} />
      ) : error ? (
        <Failure
          what="What stands behind could not be loaded"
          error={error}
          onRetry={() => query.refetch()}
        />
      ) : (
        <div role="status" aria-label="Loading" className="mt-3 space-y-[22px]">
          <Bone width="62%" />
          <Bone width="90%" />
          <Bone width="84%" />
        </div>
      )}
      {onNarrow ? (
        <Button className="mt-2.5" onClick={onNarrow}>
          Narrow everything to this
          <ListFilter size={14} strokeWidth={1.6} aria-hidden="true" />
        </Button>
      ) : null}
    </section>
  );
}

function Body({ data, cell, scope }: { data: CapabilityDrill; cell: Cell | null; scope: CapabilityScope }) {
  return (
    <>
      <p className="mb-1.5 text-small text-ink-3">{drillWords(data, cell, scope)}</p>
      {data.scaffolds.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        <section aria-label="Table of scaffold families" tabIndex={0} className="relative overflow-x-auto">
          <table className={cn(TABLE, 'min-w-[400px] table-fixed')}>
            <thead>
              <tr className="border-b">
                <th scope="col">Scaffold family</th>
                <th scope="col" className={cn(NUMERIC, 'w-20')}>
                  Accounts
                </th>
                <th scope="col" className={cn(NUMERIC, 'w-20')}>
                  Exchanges
                </th>
                <th scope="col" className={cn(NUMERIC, 'w-28')}>
                  Campaign
                </th>
              </tr>
            </thead>
            <tbody>
              {data.scaffolds.map((family) => (
                <tr key={family.id} className="border-b border-line hover:bg-hover">
                  <td>
                    <span className="block clip" title={family.skeleton.slice(0, 400)}>
                      <Link
                        href={`/accounts?indicator=${encodeURIComponent(`scaffold:${family.id}`)}`}
                        className="rounded-sm hover:text-accent hover:underline"
                      >
                        <UntrustedText mono max={12}>
                          {family.id}
                        </UntrustedText>
                      </Link>{' '}
                      <MaskedText max={90}>{family.skeleton}</MaskedText>
                    </span>
                  </td>
                  <td className={NUMERIC}>{count(family.accounts)}</td>
                  <td className={NUMERIC}>{count(family.exchanges)}</td>
                  <td className={NUMERIC}>
                    {family.campaign ? (
                      <CampaignLink campaign={family.campaign} />
                    ) : (
                      <span className="text-ink-3">none</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : (
        <p className="text-ink-2">No scaffold family of this capability was seen on these days.</p>
      )}
      {data.campaigns.length > 0 ? (
        <table className={cn(TABLE, 'mt-3')}>
          <thead>
            <tr className="border-b">
              <th scope="col">Campaign</th>
              <th scope="col" className={NUMERIC}>
                Exchanges
              </th>
              <th scope="col" className={NUMERIC}>
                Share
              </th>
            </tr>
          </thead>
          <tbody>
            {data.campaigns.map((campaign) => (
              <tr key={campaign.id} className="border-b border-line hover:bg-hover">
                <td>
                  <CampaignLink campaign={campaign} />
                </td>
                <td className={NUMERIC}>{count(campaign.exchanges)}</td>
                <td className={cn(NUMERIC, 'text-ink-2')}>
                  {percent(data.exchanges > 0 ? campaign.exchanges / data.exchanges : 0)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  );
}

function CampaignLink({ campaign }: { campaign: { id: string; title: string } }) {
  return (
    <Link
      href={`/campaigns/${encodeURIComponent(campaign.id)}`}
      className="rounded-sm hover:text-accent hover:underline"
    >
      <UntrustedText max={32}>{campaign.title}</UntrustedText>
    </Link>
  );
}

/** "14 × its baseline: 49,418 exchanges, 97% from two campaigns". */
export function drillWords(
  { exchanges, campaigns }: CapabilityDrill,
  cell: Cell | null,
  scope: CapabilityScope,
): string {
  const against = cell?.ratio == null ? '' : `${times(cell.ratio)} × its baseline: `;
  const what = scope === 'harvest' ? 'harvested exchanges' : 'exchanges';
  const two = campaigns.slice(0, 2);
  const from = two.reduce((sum, campaign) => sum + campaign.exchanges, 0);
  if (exchanges === 0 || two.length === 0) return `${against}${count(exchanges)} ${what}`;
  const who =
    campaigns.length === 1
      ? 'all from one campaign'
      : `${percent(from / exchanges)} from ${inWords(two.length).toLowerCase()} campaigns`;
  return `${against}${count(exchanges)} ${what}, ${campaigns.length === 1 && from < exchanges ? `${percent(from / exchanges)} from one campaign` : who}`;
}
