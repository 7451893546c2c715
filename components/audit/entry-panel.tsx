'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { TABLE } from '@/components/account/cells';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Failure } from '@/components/ui/failure';
import { exact, spelled } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Bone } from '@/components/ui/skeleton';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { AuditEntryWhole } from '@/lib/model/console/audit';
import { useAuditEntry } from '@/lib/queries/use-audit';
import { Thing, Who } from './audit-columns';
import { changesOf, withNames } from './changes';
import { deedWord, thingHref } from './words';

interface EntryPanelProps {
  seq: string;
  onClose: () => void;
  /** Narrows the list to what else this actor did, or what else happened to this thing. */
  onActor: (id: string) => void;
  onThing: (entity: string, id: string) => void;
}

/** One entry of the log: what changed, field by field, and its place in the chain. */
export function EntryPanel({ seq, onClose, onActor, onThing }: EntryPanelProps) {
  const { data, error, refetch } = useAuditEntry(seq);
  return (
    <section aria-label={`Entry ${seq}`} aria-live="polite" className="px-5 py-4 max-sm:px-3">
      <div className="flex items-center gap-2">
        <h2 className="text-head font-semibold">Entry {seq}</h2>
        <Button look="ghost" square className="ml-auto" aria-label="Close" onClick={onClose}>
          <X size={16} strokeWidth={1.6} aria-hidden="true" />
        </Button>
      </div>
      {data ? (
        <Body entry={data} onActor={onActor} onThing={onThing} />
      ) : error ? (
        <Failure what="The entry could not be loaded" error={error} onRetry={() => refetch()} />
      ) : (
        <div role="status" aria-label="Loading" className="mt-3 space-y-[22px]">
          <Bone width="72%" />
          <Bone width="90%" />
          <Bone width="84%" />
        </div>
      )}
    </section>
  );
}

function Body({
  entry,
  onActor,
  onThing,
}: { entry: AuditEntryWhole } & Pick<EntryPanelProps, 'onActor' | 'onThing'>) {
  const changes = changesOf(entry.before, entry.after);
  return (
    <>
      <p className="mt-1 flex flex-wrap items-center gap-x-1.5">
        <Who kind={entry.actor_kind} id={entry.actor_id} name={entry.actor_name} />
        <span className="font-medium">{deedWord(entry.verb)}</span>
        <span className="min-w-0 break-all">
          <Thing row={entry} />
        </span>
      </p>
      <p className="text-small text-ink-3">
        {exact(entry.at)}, <span className="font-mono">{entry.verb}</span>,{' '}
        <span className="font-mono break-all">{entry.entity_id}</span>
      </p>
      {changes.length === 0 ? (
        <p className="mt-3 text-ink-2">It changed no field: that it was done is what is recorded.</p>
      ) : (
        <table aria-label="What changed" className={cn(TABLE, 'mt-3 [&_td]:py-1.5 [&_td]:align-top')}>
          <thead>
            <tr className="border-b">
              <th scope="col">Field</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={change.field} className="border-b">
                <td className="text-ink-3">{spelled(change.field)}</td>
                <td className="text-ink-2 break-words">
                  <Value field={change.field} named={entry.named}>
                    {change.from}
                  </Value>
                </td>
                <td className="break-words">
                  <Value field={change.field} named={entry.named}>
                    {change.to}
                  </Value>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="mt-3 flex flex-wrap gap-1.5">
        <Button look="line" onClick={() => onThing(entry.entity, entry.entity_id)}>
          All that happened to it
        </Button>
        <Button look="line" onClick={() => onActor(entry.actor_id)}>
          <span>
            All by <UntrustedText max={24}>{entry.actor_name}</UntrustedText>
          </span>
        </Button>
      </div>
      <dl className="mt-5 border-t pt-3 text-small">
        <Hash label="Hash of this entry">{entry.hash}</Hash>
        <Hash label="It continues">{entry.prev_hash || 'nothing: it is the first'}</Hash>
      </dl>
    </>
  );
}

/** A value; the id of a thing that has a page leads to it. */
function Value({
  field,
  named,
  children,
}: {
  field: string;
  named: AuditEntryWhole['named'];
  children: string | null;
}) {
  if (children === null) return <span className="text-ink-3">none</span>;
  const thing = /(?:^|\.)(account|batch|campaign)_id$/.exec(field)?.[1];
  const href = thing ? thingHref(thing, children) : null;
  const words = (
    <span title={named[children] ? children : undefined}>
      <UntrustedText max={2_000}>{withNames(children, named)}</UntrustedText>
    </span>
  );
  return href ? (
    <Link
      href={href}
      className="break-all underline decoration-line-strong underline-offset-3 hover:text-accent"
    >
      {words}
    </Link>
  ) : (
    words
  );
}

function Hash({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="mb-1.5">
      <dt className="text-ink-3">{label}</dt>
      <dd className="font-mono break-all text-ink-2">{children}</dd>
    </div>
  );
}
