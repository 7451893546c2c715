'use client';

import { useMemo, useState } from 'react';
import { PanelSkeleton } from '@/components/account/account-skeleton';
import { useDraft } from '@/components/decision/use-draft';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { plural } from '@/components/ui/format';
import { Note } from '@/components/ui/note';
import { Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { useSettled } from '@/components/ui/use-settled';
import type { SamplePreview, SourceMapping } from '@/lib/model/console/source';
import { type Profile, type Target, USUAL_COERCION } from '@/lib/model/mapping';
import { useMapping, usePreview } from '@/lib/queries/use-sources';
import { changedTargets, missingTargets, preferPath, readDraft } from './mapping-draft';
import { MappingFields } from './mapping-fields';
import { MappingSave } from './mapping-save';
import { SampleInput } from './sample-input';
import { TARGET_WORDS } from './source-words';
import { UnusedPaths } from './unused-paths';

const SETTLE_MS = 300;

/** How rows of a source become records: tried on a sample, mended, and saved under its name or a new one. */
export function MappingEditor(props: {
  name: string;
  /** Names that are taken. */
  names: readonly string[];
  maySave: boolean;
  onSaved: (name: string) => void;
}) {
  const mapping = useMapping(props.name);
  if (mapping.data?.profile)
    return (
      <Editor
        key={mapping.data.version}
        {...props}
        mapping={mapping.data}
        stands={mapping.data.profile}
        onReload={() => mapping.refetch()}
      />
    );
  if (mapping.data)
    return (
      <p className="text-ink-2">
        Its records need no mapping: they are written as this deployment reads them. Systems that write
        otherwise are mapped under the source that they come nearest to.
      </p>
    );
  if (mapping.error)
    return (
      <Failure
        what="The mapping could not be loaded"
        error={mapping.error}
        onRetry={() => mapping.refetch()}
      />
    );
  return <PanelSkeleton />;
}

function Editor({
  name,
  names,
  maySave,
  mapping,
  stands,
  onSaved,
  onReload,
}: {
  name: string;
  names: readonly string[];
  maySave: boolean;
  mapping: SourceMapping;
  stands: Profile;
  onSaved: (name: string) => void;
  onReload: () => void;
}) {
  const [kept, keep, drop] = useDraft(`mapping:${name}`);
  const [sample, setSample] = useState({ id: 0, text: '' });
  const draft = useMemo(() => readDraft(kept), [kept]);
  const profile = draft?.profile ?? stands;
  const changed = changedTargets(stands, profile);
  const edit = (next: Profile) =>
    changedTargets(stands, next).length === 0
      ? drop()
      : keep(JSON.stringify({ profile: next, version: draft?.version ?? mapping.version }));
  const preview = usePreview(mapping.format, useSettled(profile, SETTLE_MS), sample);
  const seen = sample.text === '' ? undefined : preview.data;
  const missing = missingTargets(profile);
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center gap-3 text-ink-2">
        <p className="min-w-0 flex-1">
          {mapping.saved && mapping.changed_by && mapping.changed_at ? (
            <>
              Version {mapping.version}, saved by <UntrustedText max={60}>{mapping.changed_by}</UntrustedText>
              , <Moment time={mapping.changed_at} />.
            </>
          ) : (
            'The mapping that this format came with.'
          )}
          {changed.length > 0 ? (
            <b className="font-semibold text-ink"> {plural(changed.length, 'field')} changed, not saved.</b>
          ) : null}
        </p>
        {changed.length > 0 ? (
          <Button look="ghost" onClick={drop}>
            Discard changes
          </Button>
        ) : null}
      </div>
      {draft && draft.version !== mapping.version ? (
        <Note kind="warn">
          <b>Somebody saved this mapping since your draft began.</b> Your draft is kept; discard it to see
          what stands now.
        </Note>
      ) : null}
      <SampleInput sample={sample.text} onChange={(text) => setSample(({ id }) => ({ id: id + 1, text }))} />
      {preview.error && sample.text !== '' ? (
        <Failure
          what="The sample could not be mapped"
          kept="Nothing of it was stored."
          error={preview.error}
          onRetry={() => preview.refetch()}
        />
      ) : null}
      {seen ? <Outcome seen={seen} busy={preview.isFetching} /> : null}
      {missing.length > 0 ? (
        <Note kind="bad">
          <b>No place for {missing.map((target) => TARGET_WORDS[target].toLowerCase()).join(', ')}.</b>{' '}
          Without {missing.length === 1 ? 'it' : 'them'} no row is a record, so the mapping cannot be saved.
        </Note>
      ) : null}
      <MappingFields profile={profile} seen={seen} changed={changed} onEdit={edit} />
      {seen && seen.unused.length > 0 ? (
        <UnusedPaths
          unused={seen.unused}
          onUse={(path, target: Target) => edit(preferPath(profile, target, path, USUAL_COERCION[target]))}
        />
      ) : null}
      {maySave ? (
        <MappingSave
          mapping={mapping}
          names={names}
          profile={profile}
          version={draft?.version ?? mapping.version}
          ready={missing.length === 0}
          changed={changed.length > 0}
          onSaved={(saved) => {
            drop();
            onSaved(saved);
          }}
          onReload={onReload}
        />
      ) : (
        <p className="text-ink-3">A mapping is saved by somebody with the role admin.</p>
      )}
    </div>
  );
}

function Outcome({ seen, busy }: { seen: SamplePreview; busy: boolean }) {
  const { rows, taken, passed, rejected, more, faults } = seen;
  return (
    <div aria-live="polite" aria-busy={busy}>
      <Note kind={rows === 0 ? 'warn' : rejected > 0 ? (taken > 0 ? 'warn' : 'bad') : 'good'}>
        {rows === 0 ? (
          <b>There is no row in the sample.</b>
        ) : (
          <>
            <b>
              {taken} of {plural(rows, 'row')} {taken === 1 ? 'becomes a record' : 'become records'}
            </b>
            {rejected > 0 ? `, ${rejected} would be rejected` : ''}
            {passed > 0 ? `, ${passed} passed over, since they say nothing of an exchange` : ''}.
            {more ? ' The rest of the sample was not looked at.' : ''}
          </>
        )}
        {faults.length > 0 ? (
          <ul className="mt-1 list-disc pl-5">
            {faults.map(({ code, message, rows: count, first }) => (
              <li key={`${code} ${message}`}>
                <UntrustedText max={300}>{message}</UntrustedText>{' '}
                <span className="text-ink-3">
                  {plural(count, 'row')}, first row {first}
                </span>
              </li>
            ))}
          </ul>
        ) : null}
      </Note>
    </div>
  );
}
