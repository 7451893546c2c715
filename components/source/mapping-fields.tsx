'use client';

import { useId, useState } from 'react';
import { NUMERIC, TABLE } from '@/components/account/cells';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Input, Select } from '@/components/ui/field';
import { Tag } from '@/components/ui/tag';
import { UntrustedText, visible } from '@/components/ui/untrusted-text';
import type { MappedField, SamplePreview } from '@/lib/model/console/source';
import {
  COERCIONS,
  type Coercion,
  type Profile,
  REQUIRED_TARGETS,
  TARGETS,
  type Target,
} from '@/lib/model/mapping';
import { coercionOf, dropPath, pathsOf, preferPath } from './mapping-draft';
import { COERCION_WORDS, TARGET_WORDS } from './source-words';

/** Every field of a record: where it comes from, how it is read, and what that finds in the sample. */
export function MappingFields({
  profile,
  seen,
  changed,
  onEdit,
}: {
  profile: Profile;
  seen: SamplePreview | undefined;
  changed: readonly Target[];
  onEdit: (profile: Profile) => void;
}) {
  const listId = useId();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section aria-label="Table of fields" tabIndex={0} className="relative overflow-x-auto">
      <datalist id={listId}>
        {seen?.unused.map(({ path }) => (
          <option key={path} value={path} />
        ))}
      </datalist>
      <table className={cn(TABLE, 'min-w-[980px] [&_td]:py-1 [&_td]:align-top')}>
        <thead>
          <tr className="border-b">
            <th scope="col">Field</th>
            <th scope="col" className="w-80">
              From
            </th>
            <th scope="col" className="w-64">
              Read as
            </th>
            <th scope="col" className={NUMERIC}>
              Rows
            </th>
            <th scope="col">Found first</th>
            <th scope="col">
              <span className="sr-only">Acts</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {TARGETS.map((target) => (
            <Line
              key={target}
              target={target}
              profile={profile}
              field={seen?.fields.find((one) => one.target === target)}
              rows={seen?.rows}
              changed={changed.includes(target)}
              listId={listId}
              onEdit={onEdit}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({
  target,
  profile,
  field,
  rows,
  changed,
  listId,
  onEdit,
}: {
  target: Target;
  profile: Profile;
  field: MappedField | undefined;
  rows: number | undefined;
  changed: boolean;
  listId: string;
  onEdit: (profile: Profile) => void;
}) {
  const paths = pathsOf(profile, target);
  // Of a draft that changed since the sample was mapped, only what still stands.
  const path = field?.paths.find((one) => paths.includes(one.path))?.path ?? paths[0] ?? '';
  const as = coercionOf(profile, target, path);
  const others = paths.filter((one) => one !== path);
  const required = REQUIRED_TARGETS.includes(target);
  const name = TARGET_WORDS[target];
  return (
    <tr className="border-b border-line">
      <td className="pt-2!">
        <span className="font-medium">{name}</span>
        {required ? <span className="text-ink-3"> required</span> : null}
        {changed ? (
          <Tag tone="copper" className="ml-1.5">
            changed
          </Tag>
        ) : null}
      </td>
      <td>
        <PathInput
          key={path}
          label={`Where ${name} comes from`}
          path={path}
          listId={listId}
          fixed={as === 'between'}
          onChoose={(chosen) => onEdit(preferPath(profile, target, chosen, as))}
        />
        {others.length > 0 ? (
          <span className="block text-small text-ink-3" title={visible(others.join(', ')).slice(0, 2_000)}>
            {as === 'between' ? 'to ' : 'else '}
            <UntrustedText mono max={60}>
              {others[0] ?? ''}
            </UntrustedText>
            {others.length > 1 ? ` and ${others.length - 1} more` : ''}
          </span>
        ) : null}
      </td>
      <td>
        <Select
          aria-label={`How ${name} is read`}
          value={as}
          disabled={path === '' || as === 'between'}
          onChange={(event) => onEdit(preferPath(profile, target, path, event.target.value as Coercion))}
        >
          {COERCIONS.filter((one) => one !== 'between' || as === 'between').map((one) => (
            <option key={one} value={one}>
              {COERCION_WORDS[one]}
            </option>
          ))}
        </Select>
      </td>
      <td className={cn(NUMERIC, 'pt-2!')}>
        {field && rows ? (
          <span className={field.rows === 0 ? 'text-ink-3' : undefined}>
            {field.rows} of {rows}
          </span>
        ) : null}
      </td>
      <td className="max-w-96 pt-2! [overflow-wrap:anywhere]">
        {field?.values[0] !== undefined ? (
          <UntrustedText mono max={120}>
            {field.values[0]}
          </UntrustedText>
        ) : null}
        {field?.problems.map((problem) => (
          <span key={`${problem.path} ${problem.message}`} className="block text-small text-critical">
            <UntrustedText mono max={60}>
              {problem.path}
            </UntrustedText>
            {': '}
            <UntrustedText max={120}>{problem.message}</UntrustedText>{' '}
            <UntrustedText mono max={60}>
              {problem.value}
            </UntrustedText>
          </span>
        ))}
      </td>
      <td className={NUMERIC}>
        {path === '' ? null : (
          <Button
            look="ghost"
            aria-label={`Leave out where ${name} comes from`}
            onClick={() => onEdit(dropPath(profile, target, path))}
          >
            Remove
          </Button>
        )}
      </td>
    </tr>
  );
}

/** A path that is taken over with Enter or when the field is left. */
function PathInput({
  label,
  path,
  listId,
  fixed,
  onChoose,
}: {
  label: string;
  path: string;
  listId: string;
  fixed: boolean;
  onChoose: (path: string) => void;
}) {
  const [text, setText] = useState(path);
  const choose = () => {
    const chosen = text.trim();
    if (chosen === '' || chosen.length > 300) setText(path);
    else if (chosen !== path) onChoose(chosen);
  };
  return (
    <Input
      aria-label={label}
      list={listId}
      value={text}
      readOnly={fixed}
      maxLength={300}
      spellCheck={false}
      autoComplete="off"
      placeholder="no place"
      className="font-mono text-small"
      onChange={(event) => setText(event.target.value)}
      onBlur={choose}
      onKeyDown={(event) => {
        if (event.key === 'Enter') choose();
        if (event.key === 'Escape') setText(path);
      }}
    />
  );
}
