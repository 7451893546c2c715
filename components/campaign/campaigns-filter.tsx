'use client';

import type { ReactNode } from 'react';
import { FilterMenu } from '@/components/tables/filter-menu';
import { SearchField } from '@/components/tables/search-field';
import { Chip, FilterTag } from '@/components/ui/chip';
import { spelled } from '@/components/ui/format';
import type { CampaignStatus, Severity } from '@/lib/model/campaign';
import { CAPABILITIES, CAPABILITY_WORDS, type Capability } from '@/lib/model/capability';
import type { CampaignCounts } from '@/lib/model/console/campaign';

/** The part of the address that narrows the list. Null takes a filter away. */
export interface CampaignsFilterState {
  status: CampaignStatus[];
  severity: Severity[];
  capability: Capability | null;
  owner: 'me' | 'nobody' | 'watched' | null;
  q: string;
}

export type CampaignsFilterChange = Partial<{
  [K in keyof CampaignsFilterState]: CampaignsFilterState[K] | null;
}>;

interface CampaignsFilterProps {
  params: CampaignsFilterState;
  counts: CampaignCounts | undefined;
  shown: string;
  /** What stands before the filters. */
  start?: ReactNode;
  /** What may be done with what is shown. */
  action?: ReactNode;
  onChange: (change: CampaignsFilterChange) => void;
}

const STATUSES: readonly CampaignStatus[] = ['suspected', 'confirmed', 'contained', 'dismissed', 'closed'];
const SEVERITY_OPTIONS = (['critical', 'high', 'medium', 'low'] as const).map((value) => ({
  value,
  label: spelled(value),
}));
const CAPABILITY_OPTIONS = CAPABILITIES.map((value) => ({
  value,
  label: CAPABILITY_WORDS[value].label,
  hint: CAPABILITY_WORDS[value].code,
}));

/** The row over the table of campaigns: states as chips with their counts, the rest under menus. */
export function CampaignsFilter({ params, counts, shown, start, action, onChange }: CampaignsFilterProps) {
  const toggle = (status: CampaignStatus) => {
    const status_ = params.status.includes(status)
      ? params.status.filter((one) => one !== status)
      : [...params.status, status];
    onChange({ status: status_.length > 0 ? status_ : null });
  };
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-1.5 border-b px-5 py-2 max-sm:px-3">
      {start ? <span className="mr-1.5">{start}</span> : null}
      {STATUSES.filter((status) => (counts?.statuses[status] ?? 0) > 0 || params.status.includes(status)).map(
        (status) => (
          <Chip key={status} on={params.status.includes(status)} onClick={() => toggle(status)}>
            {spelled(status)}
            <span className="text-ink-3">{counts?.statuses[status] ?? 0}</span>
          </Chip>
        ),
      )}
      <Chip
        on={params.owner === 'me'}
        onClick={() => onChange({ owner: params.owner === 'me' ? null : 'me' })}
      >
        Mine
      </Chip>
      <Chip
        on={params.owner === 'nobody'}
        onClick={() => onChange({ owner: params.owner === 'nobody' ? null : 'nobody' })}
      >
        Without owner
      </Chip>
      <Chip
        on={params.owner === 'watched'}
        onClick={() => onChange({ owner: params.owner === 'watched' ? null : 'watched' })}
      >
        Watched
      </Chip>
      <FilterMenu
        label="Severity"
        options={SEVERITY_OPTIONS}
        chosen={params.severity}
        onChange={(severity) => onChange({ severity: severity.length > 0 ? severity : null })}
      />
      <FilterMenu
        label="Sought"
        options={CAPABILITY_OPTIONS}
        chosen={params.capability ? [params.capability] : []}
        onChange={(chosen) => onChange({ capability: chosen.at(-1) ?? null })}
      />
      {params.severity.map((severity) => (
        <FilterTag
          key={severity}
          name="Severity"
          value={severity}
          onRemove={() => onChange({ severity: params.severity.filter((one) => one !== severity) })}
        />
      ))}
      {params.capability ? (
        <FilterTag
          name="At least 20%"
          value={CAPABILITY_WORDS[params.capability].label.toLowerCase()}
          onRemove={() => onChange({ capability: null })}
        />
      ) : null}
      <span className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-x-3 gap-y-1.5">
        <span className="text-small text-ink-3" role="status">
          {shown}
        </span>
        <SearchField label="Title or id" value={params.q} onChange={(q) => onChange({ q: q || null })} />
        {action}
      </span>
    </div>
  );
}
