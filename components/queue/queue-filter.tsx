'use client';

import { ChevronDown, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Chip, FilterTag } from '@/components/ui/chip';
import { spelled } from '@/components/ui/format';
import { Kbd } from '@/components/ui/kbd';
import { Menu, MenuCheck, MenuChoice, MenuSub } from '@/components/ui/menu';
import { CAPABILITIES, CAPABILITY_WORDS, type Capability } from '@/lib/model/capability';
import type { AlertCounts } from '@/lib/model/console/alert';
import type { AlertSort, DueFilter } from '@/lib/model/queue';
import { SEVERITIES, type Severity } from '@/lib/model/verdict';
import { usePeople } from '@/lib/queries/use-people';
import { kindWords } from './words';

export interface QueueFilterState {
  sort: AlertSort;
  kind: string[];
  severity: Severity[];
  assignee: string[];
  capability: Capability | null;
  due: DueFilter | null;
}

export type QueueFilterChange = Partial<{ [K in keyof QueueFilterState]: QueueFilterState[K] | null }>;

const SORTS = [
  { value: 'severity', label: 'by severity' },
  { value: 'newest', label: 'newest first' },
  { value: 'due', label: 'due first' },
] as const;
const DUE: Record<DueFilter, string> = { late: 'Late', today: 'Due today', week: 'Due this week' };
const KINDS_AS_CHIPS = 3;

interface QueueFilterProps {
  params: QueueFilterState;
  counts: AlertCounts | undefined;
  /** What may be done with what is shown. */
  action?: ReactNode;
  onChange: (change: QueueFilterChange) => void;
  onViews: () => void;
  onKeys: () => void;
}

/** The row over the queue: the usual filters as chips, the others in one menu, the order, saved views and the keys. */
export function QueueFilter({ params, counts, action, onChange, onViews, onKeys }: QueueFilterProps) {
  const { data: people } = usePeople();
  const chips = (counts?.kinds ?? []).slice(0, KINDS_AS_CHIPS).map(({ kind }) => kind);
  const set = <K extends 'kind' | 'severity' | 'assignee'>(name: K, values: QueueFilterState[K]) =>
    onChange({ [name]: values.length > 0 ? values : null });
  const switched = <T extends string>(values: readonly T[], value: T) =>
    values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  const nameOf = (id: string) => people?.items.find((person) => person.id === id)?.name ?? 'somebody';
  return (
    <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-1.5 border-b px-5 py-2 max-sm:px-3">
      <Chip
        on={params.due === 'week'}
        onClick={() => onChange({ due: params.due === 'week' ? null : 'week' })}
      >
        {DUE.week}
      </Chip>
      {chips.map((kind) => (
        <Chip
          key={kind}
          on={params.kind.includes(kind)}
          onClick={() => set('kind', switched(params.kind, kind))}
        >
          {kindWords(kind)}
        </Chip>
      ))}
      <Menu
        trigger={
          <button
            type="button"
            className="inline-flex h-[26px] shrink-0 items-center gap-1.5 rounded-md px-[9px] text-small whitespace-nowrap text-ink-2 inset-ring inset-ring-line-strong transition-colors duration-90 hover:bg-hover"
          >
            <Plus size={12} strokeWidth={1.8} aria-hidden="true" className="text-ink-3" />
            Filter
          </button>
        }
      >
        <MenuSub label="Kind">
          {(counts?.kinds ?? []).map(({ kind, count }) => (
            <MenuCheck
              key={kind}
              checked={params.kind.includes(kind)}
              hint={count}
              onChange={() => set('kind', switched(params.kind, kind))}
            >
              {kindWords(kind)}
            </MenuCheck>
          ))}
        </MenuSub>
        <MenuSub label="Severity">
          {SEVERITIES.map((severity) => (
            <MenuCheck
              key={severity}
              checked={params.severity.includes(severity)}
              hint={counts?.severities[severity] ?? 0}
              onChange={() => set('severity', switched(params.severity, severity))}
            >
              {spelled(severity)}
            </MenuCheck>
          ))}
        </MenuSub>
        <MenuSub label="Due">
          {(['late', 'today', 'week'] as const).map((due) => (
            <MenuCheck
              key={due}
              checked={params.due === due}
              onChange={(on) => onChange({ due: on ? due : null })}
            >
              {DUE[due]}
            </MenuCheck>
          ))}
        </MenuSub>
        <MenuSub label="Assigned to">
          {(people?.items ?? []).map((person) => (
            <MenuCheck
              key={person.id}
              checked={params.assignee.includes(person.id)}
              onChange={() => set('assignee', switched(params.assignee, person.id))}
            >
              {person.name}
            </MenuCheck>
          ))}
        </MenuSub>
        <MenuSub label="Sought, at least 20%">
          {CAPABILITIES.map((capability) => (
            <MenuCheck
              key={capability}
              checked={params.capability === capability}
              onChange={(on) => onChange({ capability: on ? capability : null })}
            >
              {CAPABILITY_WORDS[capability].label}
            </MenuCheck>
          ))}
        </MenuSub>
      </Menu>
      {params.kind
        .filter((kind) => !chips.includes(kind))
        .map((kind) => (
          <FilterTag
            key={kind}
            name="Kind"
            value={kindWords(kind)}
            onRemove={() => set('kind', switched(params.kind, kind))}
          />
        ))}
      {params.severity.map((severity) => (
        <FilterTag
          key={severity}
          name="Severity"
          value={severity}
          onRemove={() => set('severity', switched(params.severity, severity))}
        />
      ))}
      {params.due && params.due !== 'week' ? (
        <FilterTag name="Due" value={params.due} onRemove={() => onChange({ due: null })} />
      ) : null}
      {params.assignee.map((id) => (
        <FilterTag
          key={id}
          name="Assigned to"
          value={nameOf(id)}
          onRemove={() => set('assignee', switched(params.assignee, id))}
        />
      ))}
      {params.capability ? (
        <FilterTag
          name="At least 20%"
          value={CAPABILITY_WORDS[params.capability].label.toLowerCase()}
          onRemove={() => onChange({ capability: null })}
        />
      ) : null}
      <span className="ml-auto flex items-center gap-1">
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
        {action}
        <button
          type="button"
          onClick={onViews}
          className="flex h-[26px] items-center rounded-md px-1.5 text-ink-2 hover:bg-hover"
        >
          Save view
        </button>
        <button
          type="button"
          aria-label="Keys"
          title="Keys (?)"
          onClick={onKeys}
          className="flex h-[26px] items-center rounded-md px-1.5 text-ink-2 hover:bg-hover max-md:hidden"
        >
          <Kbd>?</Kbd>
        </button>
      </span>
    </div>
  );
}
