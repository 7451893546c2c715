'use client';

import type { ReactNode } from 'react';
import { FilterMenu } from '@/components/tables/filter-menu';
import { SearchField } from '@/components/tables/search-field';
import { Chip, FilterTag } from '@/components/ui/chip';
import { count, spelled } from '@/components/ui/format';
import { visible } from '@/components/ui/untrusted-text';
import type { AccountFacets, AccountPage } from '@/lib/model/console/account';
import { ACCOUNT_STATUSES, type AccountStatus, VERIFICATIONS } from '@/lib/model/words';
import { indicatorWord, pathwayWord, verifiedWord } from './words';

/** The part of the address that narrows the list. Null takes a filter away. */
export interface AccountsFilterState {
  status: AccountStatus[];
  pathway: string[];
  plan: string[];
  verified: string[];
  campaign: 'yes' | 'no' | null;
  indicator: string;
  q: string;
}

export type AccountsFilterChange = Partial<{
  [K in keyof AccountsFilterState]: AccountsFilterState[K] | null;
}>;

interface AccountsFilterProps {
  params: AccountsFilterState;
  facets: AccountFacets | undefined;
  indicator: AccountPage['indicator'];
  shown: string;
  /** What can be done with all that match. */
  action?: ReactNode;
  onChange: (change: AccountsFilterChange) => void;
}

const VERIFIED = [...VERIFICATIONS, 'unknown'].map((value) => ({
  value,
  label: spelled(verifiedWord(value)),
}));

/** The row over the table of accounts. */
export function AccountsFilter({ params, facets, indicator, shown, action, onChange }: AccountsFilterProps) {
  const list = (
    name: 'pathway' | 'plan' | 'verified',
    label: string,
    options: readonly { value: string; label: string; hint?: string }[],
  ) => (
    <FilterMenu
      label={label}
      options={options}
      chosen={params[name]}
      onChange={(chosen) => onChange({ [name]: chosen.length > 0 ? chosen : null })}
    />
  );
  const toggle = (status: AccountStatus) => {
    const next = params.status.includes(status)
      ? params.status.filter((one) => one !== status)
      : [...params.status, status];
    onChange({ status: next.length > 0 ? next : null });
  };
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-1.5 border-b px-5 py-2 max-sm:px-3">
      {ACCOUNT_STATUSES.map((status) => (
        <Chip key={status} on={params.status.includes(status)} onClick={() => toggle(status)}>
          {spelled(status)}
        </Chip>
      ))}
      <Chip
        on={params.campaign === 'yes'}
        onClick={() => onChange({ campaign: params.campaign === 'yes' ? null : 'yes' })}
      >
        In a campaign
      </Chip>
      <Chip
        on={params.campaign === 'no'}
        onClick={() => onChange({ campaign: params.campaign === 'no' ? null : 'no' })}
      >
        In none
      </Chip>
      {list('plan', 'Plan', (facets?.plans ?? []).map(optionOf(spelled)))}
      {list('pathway', 'Pathway', (facets?.pathways ?? []).map(optionOf(pathwayWord)))}
      {list('verified', 'Verified', VERIFIED)}
      {(['plan', 'pathway', 'verified'] as const).flatMap((name) =>
        params[name].map((value) => (
          <FilterTag
            key={`${name} ${value}`}
            name={spelled(name)}
            value={visible(name === 'verified' ? verifiedWord(value) : value)}
            onRemove={() => onChange({ [name]: params[name].filter((one) => one !== value) })}
          />
        )),
      )}
      {params.indicator ? (
        <FilterTag
          name={indicator ? indicatorWord(indicator.kind) : 'Indicator'}
          value={visible(shortened(indicator?.value || params.indicator))}
          onRemove={() => onChange({ indicator: null })}
        />
      ) : null}
      <span className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-x-3 gap-y-1.5">
        <span className="text-small whitespace-nowrap text-ink-3" role="status">
          {shown}
        </span>
        <SearchField
          label="Id, organization, e-mail"
          value={params.q}
          onChange={(q) => onChange({ q: q || null })}
        />
        {action}
      </span>
    </div>
  );
}

function optionOf(word: (value: string) => string) {
  return ({ value, count: n }: { value: string; count: number }) => ({
    value,
    label: visible(word(value)),
    hint: count(n),
  });
}

function shortened(text: string): string {
  const points = Array.from(text);
  return points.length > 40 ? `${points.slice(0, 40).join('')}…` : text;
}
