'use client';

import { ExportMenu } from '@/components/export/export-menu';
import { FilterMenu } from '@/components/tables/filter-menu';
import { FilterTag } from '@/components/ui/chip';
import { DayField } from '@/components/ui/day-field';
import { spelled } from '@/components/ui/format';
import { Menu, MenuChoice } from '@/components/ui/menu';
import { visible } from '@/components/ui/untrusted-text';
import type { AuditFacets } from '@/lib/model/console/audit';
import type { Params } from '@/lib/queries/fetch';
import { thingWord, verbWord } from './words';

/** The part of the address that narrows the log. Null takes a filter away. */
export interface AuditFilterState {
  actor: string;
  verb: string[];
  entity: string;
  thing: string;
  from: string;
  to: string;
}

export type AuditFilterChange = Partial<{ [K in keyof AuditFilterState]: AuditFilterState[K] | null }>;

interface AuditFilterProps {
  params: AuditFilterState;
  facets: AuditFacets | undefined;
  /** The same question as the list asks, for the file. */
  filter: Params;
  onChange: (change: AuditFilterChange) => void;
}

const trigger =
  'inline-flex h-[26px] shrink-0 items-center gap-1.5 rounded-md px-[9px] text-small whitespace-nowrap text-ink-2 inset-ring inset-ring-line-strong hover:bg-hover';

/** The row over the log: who, what, on which thing, from and until which day; and the way to take it along. */
export function AuditFilterBar({ params, facets, filter, onChange }: AuditFilterProps) {
  const named = (id: string) => facets?.actors.find((actor) => actor.id === id)?.name ?? id;
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-1.5 border-b px-5 py-2 max-sm:px-3">
      <Menu
        trigger={
          <button type="button" className={trigger}>
            Who
          </button>
        }
      >
        <MenuChoice
          label="Who did it"
          value={params.actor || 'any'}
          options={[
            { value: 'any', label: 'anybody' },
            ...(facets?.actors ?? []).map(({ id, name, kind }) => ({
              value: id,
              label: visible(kind === 'key' ? `${name} (key)` : name).slice(0, 60),
            })),
          ]}
          onChange={(actor) => onChange({ actor: actor === 'any' ? null : actor })}
        />
      </Menu>
      <FilterMenu
        label="What"
        options={(facets?.verbs ?? []).map((verb) => ({ value: verb, label: verbWord(verb) }))}
        chosen={params.verb}
        onChange={(verb) => onChange({ verb: verb.length > 0 ? verb : null })}
      />
      <Menu
        trigger={
          <button type="button" className={trigger}>
            Thing
          </button>
        }
      >
        <MenuChoice
          label="Kind of thing"
          value={params.entity || 'any'}
          options={[
            { value: 'any', label: 'anything' },
            ...(facets?.entities ?? []).map((entity) => ({
              value: entity,
              label: spelled(thingWord(entity)),
            })),
          ]}
          onChange={(entity) => onChange({ entity: entity === 'any' ? null : entity, thing: null })}
        />
      </Menu>
      <DayField label="From" value={params.from} onChange={(from) => onChange({ from: from || null })} />
      <DayField label="To" value={params.to} onChange={(to) => onChange({ to: to || null })} />
      {params.actor ? (
        <FilterTag
          name="By"
          value={visible(named(params.actor)).slice(0, 40)}
          onRemove={() => onChange({ actor: null })}
        />
      ) : null}
      {params.verb.map((verb) => (
        <FilterTag
          key={verb}
          name="What"
          value={visible(verbWord(verb)).slice(0, 40)}
          onRemove={() => onChange({ verb: params.verb.filter((one) => one !== verb) })}
        />
      ))}
      {params.entity ? (
        <FilterTag
          name={spelled(thingWord(params.entity))}
          value={params.thing ? visible(params.thing).slice(0, 40) : 'all'}
          onRemove={() => onChange({ entity: null, thing: null })}
        />
      ) : null}
      <span className="ml-auto">
        <ExportMenu list="audit" what="entries" filter={filter} />
      </span>
    </div>
  );
}
