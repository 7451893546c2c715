'use client';

import type { ReactNode } from 'react';
import { pathwayWord } from '@/components/account/words';
import { FilterMenu } from '@/components/tables/filter-menu';
import { FilterTag } from '@/components/ui/chip';
import { DayField } from '@/components/ui/day-field';
import { spelled } from '@/components/ui/format';
import { Segmented } from '@/components/ui/segmented';
import { visible } from '@/components/ui/untrusted-text';
import type { CapabilityScope } from '@/lib/model/console/capability';
import { CAMPAIGN_STATUSES, type CampaignStatus } from '@/lib/model/verdict';
import { PATHWAYS } from '@/lib/model/words';

/** The part of the address that narrows the page. Null takes a filter away. */
export interface CapabilitiesFilterState {
  scope: CapabilityScope;
  from: string | null;
  to: string | null;
  model: string[];
  pathway: string[];
  status: CampaignStatus[];
}

export type CapabilitiesFilterChange = Partial<{
  [K in keyof CapabilitiesFilterState]: CapabilitiesFilterState[K] | null;
}>;

interface CapabilitiesFilterProps {
  params: CapabilitiesFilterState;
  models: readonly string[];
  span: { from: string; to: string } | null;
  onChange: (change: CapabilitiesFilterChange) => void;
  /** What stands at the right end of the bar. */
  end?: ReactNode;
}

const PATHWAY_OPTIONS = [...PATHWAYS, 'unknown'].map((value) => ({ value, label: pathwayWord(value) }));
const STATUS_OPTIONS = CAMPAIGN_STATUSES.map((value) => ({ value, label: spelled(value) }));

/** What is looked at, on which days, and of which models, pathways and campaigns. */
export function CapabilitiesFilter({ params, models, span, onChange, end }: CapabilitiesFilterProps) {
  return (
    <div className="flex flex-wrap items-center gap-1.5 px-5 pb-3.5 max-sm:px-3">
      <Segmented
        label="What is looked at"
        value={params.scope}
        options={[
          { value: 'harvest', label: 'Harvest' },
          { value: 'all', label: 'All traffic' },
        ]}
        onChange={(scope) => onChange({ scope })}
      />
      <DayField
        label="From"
        value={params.from ?? span?.from ?? ''}
        min={span?.from}
        max={span?.to}
        onChange={(from) => onChange({ from: from || null })}
      />
      <DayField
        label="To"
        value={params.to ?? span?.to ?? ''}
        min={span?.from}
        max={span?.to}
        onChange={(to) => onChange({ to: to || null })}
      />
      <FilterMenu
        label="Model"
        options={models.map((value) => ({ value, label: visible(value) }))}
        chosen={params.model}
        onChange={(model) => onChange({ model: model.length > 0 ? model : null })}
      />
      <FilterMenu
        label="Pathway"
        options={PATHWAY_OPTIONS}
        chosen={params.pathway}
        onChange={(pathway) => onChange({ pathway: pathway.length > 0 ? pathway : null })}
      />
      <FilterMenu
        label="Status"
        options={STATUS_OPTIONS}
        chosen={params.status}
        onChange={(status) => onChange({ status: status.length > 0 ? status : null })}
      />
      {params.from || params.to ? (
        <FilterTag name="Days" value="narrowed" onRemove={() => onChange({ from: null, to: null })} />
      ) : null}
      {(['model', 'pathway', 'status'] as const).flatMap((name) =>
        params[name].map((value) => (
          <FilterTag
            key={`${name} ${value}`}
            name={spelled(name)}
            value={visible(value)}
            onRemove={() => onChange({ [name]: params[name].filter((one) => one !== value) })}
          />
        )),
      )}
      {end}
    </div>
  );
}
