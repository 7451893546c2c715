'use client';

import { type FormEvent, useState } from 'react';
import { PanelSkeleton } from '@/components/account/account-skeleton';
import { usePerson } from '@/components/frame/person';
import { PlainTable } from '@/components/tables/plain-table';
import { ShowMore } from '@/components/tables/show-more';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Field, Input } from '@/components/ui/field';
import { exact, fullDay } from '@/components/ui/format';
import { FailedNote } from '@/components/ui/note';
import { UntrustedText, visible } from '@/components/ui/untrusted-text';
import { may } from '@/lib/model/access';
import type { ReleaseItem } from '@/lib/model/release';
import { rowsOf } from '@/lib/queries/pages';
import { useReleases, useSetRelease } from '@/lib/queries/use-releases';
import { SettingsSection } from './section';

/** The models that are known, and when each came out: what moves to new models are measured from. */
export function ReleasesSection() {
  const mayManage = may({ kind: 'person', ...usePerson() }, 'source.manage');
  const list = useReleases();
  const take = useSetRelease();
  const models = rowsOf(list.data);
  return (
    <SettingsSection
      id="releases"
      title="Releases"
      what={
        <>
          Moves to a new model are measured from its release, which comes in as a record of the type{' '}
          <code className="font-mono text-small">model_release</code>, by any source
          {mayManage ? ', or is set here and counts from the next run that judges anew' : ''}.
        </>
      }
    >
      {list.data ? (
        <div className="mt-3 max-w-[672px]">
          {models.length === 0 ? (
            <p className="text-ink-2">No model is known yet: the first records name them.</p>
          ) : (
            <PlainTable
              label="Models and their releases"
              columns={[
                { label: 'Model' },
                { label: 'Released', numeric: true },
                ...(mayManage ? [{ label: '', numeric: true }] : []),
              ]}
              rows={models.map((item) => ({
                key: item.model,
                cells: [
                  <UntrustedText key="model" mono max={60}>
                    {item.model}
                  </UntrustedText>,
                  <Released key="at" item={item} />,
                  ...(mayManage
                    ? [
                        item.released_at ? (
                          <Button
                            key="take"
                            look="ghost"
                            aria-label={`Take the release of ${visible(item.model)} back`}
                            disabled={take.isPending}
                            onClick={() => take.mutate({ model: item.model, released_at: null })}
                          >
                            Take back
                          </Button>
                        ) : null,
                      ]
                    : []),
                ],
              }))}
            />
          )}
          <ShowMore list={list} className="mt-3">
            Show more models
          </ShowMore>
          <FailedNote what="Nothing was changed." error={take.error} className="mt-2" />
          {mayManage ? <SetRelease /> : null}
        </div>
      ) : list.error ? (
        <Failure what="The releases could not be loaded" error={list.error} onRetry={() => list.refetch()} />
      ) : (
        <PanelSkeleton />
      )}
    </SettingsSection>
  );
}

function SetRelease() {
  const [model, setModel] = useState('');
  const [day, setDay] = useState('');
  const set = useSetRelease();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate(
      { model: model.trim(), released_at: `${day}T00:00:00Z` },
      {
        onSuccess: () => {
          setModel('');
          setDay('');
        },
      },
    );
  };
  return (
    <form onSubmit={submit} className="mt-3 flex flex-wrap items-end gap-2 print:hidden">
      <div className="min-w-0 flex-1 basis-44">
        <Field label="Model">
          {(a11y) => (
            <Input
              {...a11y}
              autoComplete="off"
              spellCheck={false}
              maxLength={200}
              value={model}
              onChange={(event) => setModel(event.target.value)}
            />
          )}
        </Field>
      </div>
      <div className="w-40">
        <Field label="Released" hint="UTC">
          {(a11y) => (
            <Input {...a11y} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
          )}
        </Field>
      </div>
      <Button type="submit" look="line" disabled={model.trim() === '' || day === '' || set.isPending}>
        {set.isPending ? 'Setting…' : 'Set'}
      </Button>
      <FailedNote what="Nothing was changed." error={set.error} className="basis-full" />
    </form>
  );
}

function Released({ item: { released_at, first_seen } }: { item: ReleaseItem }) {
  return released_at ? (
    <time dateTime={released_at} title={exact(released_at)}>
      {fullDay(released_at)}
    </time>
  ) : (
    <span className="text-ink-3">not told{first_seen ? `; in use since ${fullDay(first_seen)}` : ''}</span>
  );
}
