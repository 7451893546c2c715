'use client';

import { pathwayWord } from '@/components/account/words';
import { capabilityColor, rankedShares } from '@/components/charts/capability';
import type { TwinTable } from '@/components/charts/chart-frame';
import { useWidth } from '@/components/charts/use-width';
import { cn } from '@/components/ui/cn';
import { count, percent, plural, spelled } from '@/components/ui/format';
import { UntrustedText, visible } from '@/components/ui/untrusted-text';
import { CAPABILITIES, CAPABILITY_WORDS } from '@/lib/model/capability';
import type { CapabilityCampaigns, CapabilitySide } from '@/lib/model/console/capability';
import { HEAD, ROW } from './heat-grid';

/** What the slanted name of the last column reaches beyond it, in px. */
const SLANT = 58;
const LARGEST = 21;
const FULL_SHARE = 0.75;

interface CampaignSquaresProps {
  campaigns: CapabilityCampaigns;
  by: CapabilitySide;
  selected: string | null;
  onSelect: (id: string | null) => void;
}

/** Campaign, model or pathway × capability on the rows of the grid beside it; the area of a square is the share. */
export function CampaignSquares({
  campaigns: { items, total },
  by,
  selected,
  onSelect,
}: CampaignSquaresProps) {
  const [ref, width] = useWidth<HTMLDivElement>(440);
  const column = (width - SLANT) / Math.max(items.length, 5);
  return (
    <div className="mt-2">
      <div className="relative overflow-x-clip" style={{ height: HEAD + CAPABILITIES.length * ROW }}>
        <div aria-hidden="true" className="absolute inset-x-0" style={{ top: HEAD }}>
          {CAPABILITIES.map((capability) => (
            <div key={capability} style={{ height: ROW }} className="flex items-center border-b border-line">
              <span className="font-mono text-[10.5px] text-ink-3 xl:hidden">
                {CAPABILITY_WORDS[capability].code}
              </span>
            </div>
          ))}
        </div>
        <div ref={ref} className="absolute inset-y-0 right-0 left-0 max-xl:left-6">
          {items.map((campaign, index) => (
            <button
              key={campaign.id}
              type="button"
              aria-pressed={campaign.id === selected}
              aria-label={`${nameOf(campaign, by)}: ${spelledShares(campaign.shares)}`}
              title={`${nameOf(campaign, by)}: ${spelledShares(campaign.shares)}`}
              onClick={() => onSelect(campaign.id === selected ? null : campaign.id)}
              style={{ left: index * column, width: column, top: HEAD - 4, bottom: -4 }}
              className={cn(
                'absolute rounded-sm hover:bg-hover/50',
                campaign.id === selected && 'inset-ring inset-ring-accent-line',
              )}
            >
              <span
                style={{ left: column / 2 - 4, bottom: `calc(100% + 2px)` }}
                className={cn(
                  'absolute w-28 origin-bottom-left -rotate-[38deg] text-left text-axis clip',
                  campaign.id === selected ? 'font-semibold text-ink' : 'text-ink-2',
                )}
              >
                <UntrustedText max={24}>{nameOf(campaign, by)}</UntrustedText>
              </span>
              {CAPABILITIES.map((capability, row) => {
                const share = campaign.shares[capability] ?? 0;
                if (share < 0.005) return null;
                const size = Math.max(3, Math.min(column - 3, Math.sqrt(share / FULL_SHARE) * LARGEST));
                return (
                  <i
                    key={capability}
                    style={{
                      width: size,
                      height: size,
                      left: column / 2 - size / 2,
                      top: 4 + row * ROW + ROW / 2 - size / 2,
                      background: capabilityColor(capability),
                    }}
                    className="absolute rounded-[2px]"
                  />
                );
              })}
            </button>
          ))}
        </div>
      </div>
      <div aria-hidden="true" className="mt-3.5 flex items-center gap-5 text-axis text-ink-3">
        {[0.05, 0.25, 0.75].map((share) => {
          const size = Math.sqrt(share / FULL_SHARE) * LARGEST;
          return (
            <span key={share} className="flex items-center gap-1.5">
              <i style={{ width: size, height: size }} className="rounded-[2px] bg-mark-2" /> {percent(share)}
            </span>
          );
        })}
        <span className="ml-auto">
          {items.length} of {plural(total, by)}
        </span>
      </div>
    </div>
  );
}

function spelledShares(shares: CapabilityCampaigns['items'][number]['shares']): string {
  return rankedShares(shares)
    .filter(({ share }) => share >= 0.005)
    .map(({ capability, share }) => `${CAPABILITY_WORDS[capability].label} ${percent(share)}`)
    .join(', ');
}

/** The name of a column: a pathway's word is spelled, all else is as it came. */
function nameOf({ title }: { title: string }, by: CapabilitySide): string {
  return by === 'pathway' ? pathwayWord(title) : visible(title);
}

/** How many campaigns, models or pathways have most of their harvest in one or two things. */
export function squaresFinding({ items }: CapabilityCampaigns, by: CapabilitySide): string {
  if (items.length === 0) {
    return by === 'campaign' ? 'No campaign harvested under these filters' : `No ${by} under these filters`;
  }
  const narrow = items.filter(({ shares }) => {
    const [first, second] = rankedShares(shares);
    return (first?.share ?? 0) + (second?.share ?? 0) >= 0.7;
  }).length;
  const verb = by === 'campaign' ? 'put' : 'have';
  const verbs = by === 'campaign' ? 'puts' : 'has';
  const where = by === 'campaign' ? 'into one or two things' : 'in one or two things';
  if (items.length === 1 && narrow === 1) return `The ${by} ${verbs} 70% or more ${where}`;
  if (narrow === 0) return `None of ${plural(items.length, by)} ${verbs} 70% ${where.replace('one or ', '')}`;
  if (narrow === items.length) return `Each of ${items.length} ${by}s ${verbs} 70% or more ${where}`;
  return `${narrow} of ${items.length} ${by}s ${verb} 70% or more ${where}`;
}

export function squaresTable({ items }: CapabilityCampaigns, by: CapabilitySide): TwinTable {
  return {
    columns: [
      { label: spelled(by) },
      { label: 'Exchanges', numeric: true },
      ...CAPABILITIES.map((capability) => ({ label: CAPABILITY_WORDS[capability].code, numeric: true })),
    ],
    rows: items.map(({ id, title, harvest, shares }) => [
      <UntrustedText key={id} max={40}>
        {nameOf({ title }, by)}
      </UntrustedText>,
      count(harvest),
      ...CAPABILITIES.map((capability) => ((shares[capability] ?? 0) * 100).toFixed(0)),
    ]),
  };
}
