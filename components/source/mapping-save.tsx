'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Note } from '@/components/ui/note';
import { toast } from '@/components/ui/toast';
import type { SourceMapping } from '@/lib/model/console/source';
import type { Profile } from '@/lib/model/mapping';
import { ProblemError } from '@/lib/queries/fetch';
import { useSaveMapping } from '@/lib/queries/use-sources';
import { isSourceName } from './source-words';

/** Saves a mapping under the name of its source, or adds a source under a new one. */
export function MappingSave({
  mapping,
  names,
  profile,
  version,
  ready,
  changed,
  onSaved,
  onReload,
}: {
  mapping: SourceMapping;
  names: readonly string[];
  profile: Profile;
  /** That the draft began from. */
  version: number;
  ready: boolean;
  changed: boolean;
  onSaved: (name: string) => void;
  onReload: () => void;
}) {
  const save = useSaveMapping();
  const [name, setName] = useState(mapping.name);
  const isNew = name !== mapping.name;
  const error = !isSourceName(name)
    ? 'Small letters, digits, - and _; a letter or digit first.'
    : isNew && names.includes(name)
      ? 'There is a source of this name.'
      : undefined;
  const conflict = save.error instanceof ProblemError && save.error.code === 'conflict' ? save.error : null;
  const stands = conflict?.facts.version;
  const put = (as: Profile | null, seen: number) =>
    save.mutate(
      { name, format: mapping.format, profile: as, version: seen },
      {
        onSuccess: (saved) => {
          toast.done(
            isNew ? `The source ${saved.name} is added.` : 'The mapping is saved.',
            `What comes to /api/v1/ingest/${saved.name} from now on is read by it.`,
          );
          onSaved(saved.name);
        },
      },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    put(profile, isNew ? 0 : version);
  };
  return (
    <form onSubmit={submit} className="border-t pt-4">
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-72 max-w-full">
          <Field label="Save as" hint="another name adds a source" error={error}>
            {(a11y) => (
              <Input
                {...a11y}
                value={name}
                maxLength={64}
                spellCheck={false}
                autoComplete="off"
                className="font-mono text-small"
                onChange={(event) => setName(event.target.value.trim())}
              />
            )}
          </Field>
        </div>
        <Button
          look="primary"
          type="submit"
          className="h-8"
          disabled={!ready || error !== undefined || save.isPending || (!changed && !isNew)}
        >
          {save.isPending ? 'Saving…' : isNew ? 'Add source' : 'Save mapping'}
        </Button>
        {mapping.saved && mapping.built_in && !isNew ? (
          <Button
            look="ghost"
            className="h-8"
            disabled={save.isPending}
            onClick={() => put(null, mapping.version)}
          >
            Back to what the format came with
          </Button>
        ) : null}
      </div>
      {save.error ? (
        <Note kind="bad" urgent className="mt-3">
          <b>Nothing was saved.</b> {save.error.message} Your draft is kept.
          {conflict ? (
            <div className="mt-2 flex flex-wrap gap-2">
              <Button look="line" onClick={onReload}>
                See what stands now
              </Button>
              {typeof stands === 'number' && !isNew ? (
                <Button look="ghost" disabled={save.isPending} onClick={() => put(profile, stands)}>
                  Save mine over it
                </Button>
              ) : null}
            </div>
          ) : null}
        </Note>
      ) : null}
    </form>
  );
}
