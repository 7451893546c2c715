'use client';

import { type FormEvent, useState } from 'react';
import { usePerson } from '@/components/frame/person';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/field';
import { count } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Note } from '@/components/ui/note';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { may } from '@/lib/model/access';
import type { SavedView } from '@/lib/model/console/view';
import type { ViewPage } from '@/lib/model/queue';
import { useChangeView, useViews } from '@/lib/queries/use-views';

interface ViewsDialogProps {
  page: ViewPage;
  /** The query of the address as it stands, without what is only chosen for the moment. */
  query: string;
  onClose: () => void;
}

/** Keeps the filter that stands by a name, and the views there are: one's own to change, those of others to go to. */
export function ViewsDialog({ page, query, onClose }: ViewsDialogProps) {
  const person = usePerson();
  const mayShare = may({ kind: 'person', ...person }, 'alert.triage');
  const { data } = useViews();
  const change = useChangeView();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const views = (data?.items ?? []).filter((view) => view.page === page);
  const same = views.find((view) => view.mine && view.name === name.trim());
  const save = async () => {
    const wanted = name.trim();
    if (!wanted || change.isPending) return;
    try {
      const kept = await change.mutateAsync({
        verb: 'save',
        name: wanted,
        page,
        query,
        ...(same ? { id: same.id, version: same.version } : {}),
      });
      if (shared && !same?.shared) {
        await change.mutateAsync({ verb: 'share', id: kept.id, version: kept.version, shared: true });
      }
      toast.done(`“${wanted}” is in the rail.`, shared ? 'Everybody sees it.' : 'Only you see it.');
      onClose();
    } catch {
      // The mutation keeps its error, which is shown below.
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title="Saved views"
      description="The tab, filters and order as they stand, under a name."
    >
      <form
        className="mt-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field label="Name" hint={same ? 'You have one of this name: it will be replaced.' : undefined}>
          {(a11y) => (
            <Input
              {...a11y}
              autoFocus
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {mayShare ? (
          <label className="mt-2.5 flex items-center gap-2">
            <input
              type="checkbox"
              checked={shared}
              onChange={(event) => setShared(event.target.checked)}
              className="size-3.5"
            />
            Share with everybody
          </label>
        ) : null}
        {change.error ? (
          <div className="mt-3">
            <Note kind="bad" urgent>
              <b>It was not changed.</b> {change.error.message}
            </Note>
          </div>
        ) : null}
        <DialogActions>
          <Button look="primary" type="submit" disabled={change.isPending || !name.trim()}>
            {same ? 'Replace' : 'Save view'}
          </Button>
        </DialogActions>
      </form>
      {views.length > 0 ? (
        <ul aria-label="Views of this page" className="mt-4 border-t">
          {views.map((view) => (
            <Line key={view.id} view={view} mayShare={mayShare} change={change} onClose={onClose} />
          ))}
        </ul>
      ) : null}
    </Dialog>
  );
}

function Line({
  view,
  mayShare,
  change,
  onClose,
}: {
  view: SavedView;
  mayShare: boolean;
  change: ReturnType<typeof useChangeView>;
  onClose: () => void;
}) {
  const admin = usePerson().role === 'admin';
  const [sure, setSure] = useState(false);
  const { id, version, shared } = view;
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-2 border-b py-0.5">
      <Link
        href={`/${view.page}?${view.query}`}
        onClick={onClose}
        className="min-w-0 flex-1 clip font-medium hover:text-accent"
      >
        <UntrustedText max={60}>{view.name}</UntrustedText>
        {view.count === null ? null : (
          <span className="ml-1.5 font-normal text-ink-3">{count(view.count)}</span>
        )}
      </Link>
      {view.mine || (view.shared && admin) ? (
        <span className="flex items-center">
          {mayShare ? (
            <Button
              look="ghost"
              disabled={change.isPending}
              onClick={() => change.mutate({ verb: 'share', id, version, shared: !shared })}
            >
              {shared ? 'Stop sharing' : 'Share'}
            </Button>
          ) : null}
          <Button
            look="ghost"
            disabled={change.isPending}
            className={sure ? 'text-critical hover:text-critical' : undefined}
            onClick={() => (sure ? change.mutate({ verb: 'delete', id, version }) : setSure(true))}
            onBlur={() => setSure(false)}
          >
            {sure ? 'Really delete' : 'Delete'}
          </Button>
        </span>
      ) : (
        <span className="text-small text-ink-3">
          shared by <UntrustedText max={40}>{view.owner.name}</UntrustedText>
        </span>
      )}
    </li>
  );
}
