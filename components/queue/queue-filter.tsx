'use client';

import { ChevronDown } from 'lucide-react';
import { FilterMenu } from '@/components/tables/filter-menu';
import { Chip, FilterTag } from '@/components/ui/chip';
import { spelled } from '@/components/ui/format';
import { Kbd } from '@/components/ui/kbd';
import { Menu, MenuChoice } from '@/components/ui/menu';
import type { Severity } from '@/lib/model/campaign';
import { CAPABILITIES, CAPABILITY_WORDS, type Capability } from '@/lib/model/capability';
import type { AlertCounts, AlertSort } from '@/lib/model/console/alert';
import { kindWords } from './words';

export interface QueueFilterState {
  sort: AlertSort;
  kind: string[];
  severity: Severity[];
  capability: Capability | null;
  due: 'week' | null;
}

export type QueueFilterChange = Partial<{ [K in keyof QueueFilterState]: QueueFilterState[K] | null }>;

const SORTS = [
  { value: 'severity', label: 'by severity, then score' },
  { value: 'newest', label: 'newest first' },
  { value: 'due', label: 'due first' },
] as const;
const SEVERITIES = (['critical', 'high', 'medium', 'low'] as const).map((value) => ({
  value,
  label: spelled(value),
}));
const SOUGHT = CAPABILITIES.map((value) => ({ value, label: CAPABILITY_WORDS[value].label }));
const KINDS_AS_CHIPS = 2;

interface QueueFilterProps {
  params: QueueFilterState;
  counts: AlertCounts | undefined;
  onChange: (change: QueueFilterChange) => void;
  onKeys: () => void;
}

/** The row over the queue: the usual filters as chips, the others in menus, the order, and the keys. */
export function QueueFilter({ params, counts, onChange, onKeys }: QueueFilterProps) {
  const kinds = counts?.kinds ?? [];
  const chips = [...kinds.slice(0, KINDS_AS_CHIPS).map(({ kind }) => kind), ...params.kind].filter(
    (kind, index, all) => all.indexOf(kind) === index,
  );
  const setKinds = (kind: string[]) => onChange({ kind: kind.length > 0 ? kind : null });
  return (
    <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-1.5 border-b px-5 py-2 max-sm:px-3">
      <Chip on={params.due === 'week'} onClick={() => onChange({ due: params.due ? null : 'week' })}>
        Due this week
      </Chip>
      {chips.map((kind) => (
        <Chip
          key={kind}
          on={params.kind.includes(kind)}
          onClick={() =>
            setKinds(
              params.kind.includes(kind) ? params.kind.filter((one) => one !== kind) : [...params.kind, kind],
            )
          }
        >
          {kindWords(kind)}
        </Chip>
      ))}
      {kinds.length > KINDS_AS_CHIPS ? (
        <FilterMenu
          label="Kind"
          options={kinds.map(({ kind, count }) => ({ value: kind, label: kindWords(kind), hint: count }))}
          chosen={params.kind}
          onChange={setKinds}
        />
      ) : null}
      <FilterMenu
        label="Severity"
        options={SEVERITIES.map((option) => ({ ...option, hint: counts?.severities[option.value] ?? 0 }))}
        chosen={params.severity}
        onChange={(severity) => onChange({ severity: severity.length > 0 ? severity : null })}
      />
      <FilterMenu
        label="Sought"
        options={SOUGHT}
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
      <span className="ml-auto flex items-center gap-1.5">
        <Menu
          align="end"
          trigger={
            <button
              type="button"
              className="flex h-[26px] items-center gap-1 rounded-md px-1.5 text-small text-ink-3 hover:bg-hover hover:text-ink"
            >
              {SORTS.find(({ value }) => value === params.sort)?.label}
              <ChevronDown size={12} aria-hidden="true" />
            </button>
          }
        >
          <MenuChoice
            label="Order"
            value={params.sort}
            options={SORTS}
            onChange={(sort) => onChange({ sort })}
          />
        </Menu>
        <button
          type="button"
          onClick={onKeys}
          className="flex h-[26px] items-center gap-1.5 rounded-md px-1.5 text-ink-2 hover:bg-hover max-md:hidden"
        >
          <Kbd>?</Kbd>Keys
        </button>
      </span>
    </div>
  );
}
