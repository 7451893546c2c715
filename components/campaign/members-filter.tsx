'use client';

import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { FilterMenu } from '@/components/tables/filter-menu';
import { SearchField } from '@/components/tables/search-field';
import { Chip, FilterTag } from '@/components/ui/chip';
import { count, percent, score, spelled } from '@/components/ui/format';
import { Menu, MenuChoice } from '@/components/ui/menu';
import type { AccountStatus } from '@/lib/model/words';

export interface MembersFilterState {
  status: AccountStatus[];
  role: string[];
  membership: number | null;
  harvest: number | null;
  innocent: '1' | null;
  q: string;
}

export type MembersFilterChange = Partial<{ [K in keyof MembersFilterState]: MembersFilterState[K] | null }>;

interface MembersFilterProps {
  params: MembersFilterState;
  roles: readonly { value: string; count: number }[];
  /** How many members look innocent. */
  innocent: number;
  shown: string;
  /** How many accounts people took out, and the way to them. */
  excluded: number;
  onExcluded: () => void;
  /** What can be done with all that match. */
  action?: ReactNode;
  onChange: (change: MembersFilterChange) => void;
}

const STATUSES: readonly AccountStatus[] = ['active', 'suspended', 'banned'];
const LEVELS = ['0.95', '0.9', '0.8', '0.5'] as const;

/** The row over the accounts of a campaign. */
export function MembersFilter({
  params,
  roles,
  innocent,
  shown,
  excluded,
  onExcluded,
  action,
  onChange,
}: MembersFilterProps) {
  const toggle = (status: AccountStatus) => {
    const next = params.status.includes(status)
      ? params.status.filter((one) => one !== status)
      : [...params.status, status];
    onChange({ status: next.length > 0 ? next : null });
  };
  return (
    <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-1.5 border-b px-5 py-2 max-sm:px-3">
      {STATUSES.map((status) => (
        <Chip key={status} on={params.status.includes(status)} onClick={() => toggle(status)}>
          {spelled(status)}
        </Chip>
      ))}
      <Chip on={params.innocent === '1'} onClick={() => onChange({ innocent: params.innocent ? null : '1' })}>
        Looks innocent
        <span className="text-ink-3">{count(innocent)}</span>
      </Chip>
      {excluded > 0 ? (
        <Chip on={false} onClick={onExcluded}>
          Taken out
          <span className="text-ink-3">{count(excluded)}</span>
        </Chip>
      ) : null}
      {roles.length > 0 || params.role.length > 0 ? (
        <FilterMenu
          label="Role"
          options={roles.map(({ value, count: n }) => ({ value, label: spelled(value), hint: count(n) }))}
          chosen={params.role}
          onChange={(role) => onChange({ role: role.length > 0 ? role : null })}
        />
      ) : null}
      <AtLeast
        label="Membership"
        value={params.membership}
        onChange={(membership) => onChange({ membership })}
      />
      <AtLeast label="Harvest share" value={params.harvest} onChange={(harvest) => onChange({ harvest })} />
      {params.role.map((role) => (
        <FilterTag
          key={role}
          name="Role"
          value={spelled(role).toLowerCase()}
          onRemove={() => onChange({ role: params.role.filter((one) => one !== role) })}
        />
      ))}
      {params.membership === null ? null : (
        <FilterTag
          name="Member at least"
          value={score(params.membership)}
          onRemove={() => onChange({ membership: null })}
        />
      )}
      {params.harvest === null ? null : (
        <FilterTag
          name="Harvest at least"
          value={percent(params.harvest)}
          onRemove={() => onChange({ harvest: null })}
        />
      )}
      <span className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-x-3 gap-y-1.5">
        <span role="status" className="text-small whitespace-nowrap text-ink-3">
          {shown}
        </span>
        <SearchField label="Id begins with" value={params.q} onChange={(q) => onChange({ q: q || null })} />
        {action}
      </span>
    </div>
  );
}

function AtLeast({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
}) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="inline-flex h-[26px] shrink-0 items-center gap-1.5 rounded-md px-[9px] text-small whitespace-nowrap text-ink-2 inset-ring inset-ring-line-strong hover:bg-hover"
        >
          {label}
          <ChevronDown size={12} aria-hidden="true" className="text-ink-3" />
        </button>
      }
    >
      <MenuChoice
        label={`${label} at least`}
        value={value === null ? 'any' : String(value)}
        options={[{ value: 'any', label: 'any' }, ...LEVELS.map((level) => ({ value: level, label: level }))]}
        onChange={(next) => onChange(next === 'any' ? null : Number(next))}
      />
    </Menu>
  );
}
