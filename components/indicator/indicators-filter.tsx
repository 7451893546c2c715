'use client';

import type { ReactNode } from 'react';
import { indicatorWord } from '@/components/account/words';
import { FilterMenu } from '@/components/tables/filter-menu';
import { SearchField } from '@/components/tables/search-field';
import { Chip, FilterTag } from '@/components/ui/chip';
import { count, plural } from '@/components/ui/format';
import type { IndicatorList, IndicatorPage } from '@/lib/model/console/indicator';

/** The part of the address that narrows the list. Null takes a filter away. */
export interface IndicatorsFilterState {
  kind: string[];
  campaign: 'yes' | 'no' | null;
  hubs: '1' | null;
  q: string;
}

export type IndicatorsFilterChange = Partial<{
  [K in keyof IndicatorsFilterState]: IndicatorsFilterState[K] | null;
}>;

interface IndicatorsFilterProps {
  params: IndicatorsFilterState;
  list: IndicatorList;
  first: IndicatorPage | undefined;
  shown: string;
  /** What may be done with what is shown. */
  action?: ReactNode;
  onChange: (change: IndicatorsFilterChange) => void;
}

/** The row over the table of values. */
export function IndicatorsFilter({ params, list, first, shown, action, onChange }: IndicatorsFilterProps) {
  const hubs = first?.counts?.hubs ?? 0;
  const campaign = (value: 'yes' | 'no') => (
    <Chip
      on={params.campaign === value}
      onClick={() => onChange({ campaign: params.campaign === value ? null : value })}
    >
      {value === 'yes' ? 'In a campaign' : 'In none'}
    </Chip>
  );
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-1.5 border-b px-5 py-2 max-sm:px-3">
      {campaign('yes')}
      {campaign('no')}
      {list === 'shared' && (hubs > 0 || params.hubs) ? (
        <Chip
          on={params.hubs === '1'}
          title="Values so common that they say next to nothing"
          onClick={() => onChange({ hubs: params.hubs ? null : '1' })}
        >
          With {plural(hubs, 'hub')}
        </Chip>
      ) : null}
      <FilterMenu
        label="Kind"
        options={(first?.kinds ?? []).map(({ kind, values }) => ({
          value: kind,
          label: indicatorWord(kind),
          hint: count(values),
        }))}
        chosen={params.kind}
        onChange={(kind) => onChange({ kind: kind.length > 0 ? kind : null })}
      />
      {params.kind.map((kind) => (
        <FilterTag
          key={kind}
          name="Kind"
          value={indicatorWord(kind)}
          onRemove={() => onChange({ kind: params.kind.filter((one) => one !== kind) })}
        />
      ))}
      <span className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-x-3 gap-y-1.5">
        <span className="text-small whitespace-nowrap text-ink-3" role="status">
          {shown}
        </span>
        <SearchField
          label="Beginning of the value"
          value={params.q}
          onChange={(q) => onChange({ q: q || null })}
        />
        {action}
      </span>
    </div>
  );
}
