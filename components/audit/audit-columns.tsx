import { KeyRound, Radar } from 'lucide-react';
import { type Column, rowLink } from '@/components/tables/data-table';
import { Avatar } from '@/components/ui/avatar';
import { spelled } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { AuditEntry } from '@/lib/model/console/audit';
import { changesOf, machineId, telling, withNames } from './changes';
import { deedWord, thingHref, thingWord } from './words';

/** The columns of the audit log. `hrefOf` is where an entry opens, `opened` the one that is, `onOpen` opens it without leaving the page. */
export function auditTable(
  hrefOf: (seq: string) => string,
  opened: string,
  onOpen: (seq: string) => void,
): readonly Column<AuditEntry>[] {
  return [
    {
      id: 'at',
      header: 'When, UTC',
      width: '92px',
      cell: (row) => (
        <Link
          href={hrefOf(row.seq)}
          prefetch={false}
          scroll={false}
          aria-current={row.seq === opened ? 'true' : undefined}
          onNavigate={(event) => {
            event.preventDefault();
            onOpen(row.seq);
          }}
          className={`${rowLink} whitespace-nowrap text-ink-3`}
        >
          <Moment time={row.at} />
        </Link>
      ),
    },
    {
      id: 'who',
      header: 'Who',
      width: 'minmax(120px,.8fr)',
      cell: (row) => <Who kind={row.actor_kind} id={row.actor_id} name={row.actor_name} />,
    },
    {
      id: 'what',
      header: 'What',
      width: 'minmax(210px,1.7fr)',
      cell: (row) => (
        <span className="clip">
          <span className="font-medium">{deedWord(row.verb)}</span> <Thing row={row} />
        </span>
      ),
    },
    {
      id: 'change',
      header: 'Before → after',
      width: 'minmax(220px,2.2fr)',
      cell: (row) => <ChangeLine row={row} />,
    },
    {
      id: 'seq',
      header: 'Entry',
      width: '64px',
      numeric: true,
      cell: (row) => <span className="font-mono text-small text-ink-3">{row.seq}</span>,
    },
  ];
}

/** Who acted: a person, a key or Retort itself, told apart by a sign and not by the name, which anybody may choose. */
export function Who({ kind, id, name }: { kind: string; id: string; name: string }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      {kind === 'person' ? (
        <span aria-hidden="true" className="flex">
          <Avatar person={{ id, name }} />
        </span>
      ) : kind === 'key' ? (
        <KeyRound size={15} strokeWidth={1.6} aria-label="API key" className="mx-0.5 shrink-0 text-ink-3" />
      ) : (
        <Radar size={15} strokeWidth={1.6} aria-label="Retort" className="mx-0.5 shrink-0 text-ink-3" />
      )}
      <span className="clip">
        <UntrustedText max={60}>{name}</UntrustedText>
      </span>
    </span>
  );
}

/** The thing that was touched by its name and the id that people use, with the way to it where there is one. */
export function Thing({ row }: { row: Pick<AuditEntry, 'entity' | 'entity_id' | 'named'> }) {
  const href = thingHref(row.entity, row.entity_id);
  const called = row.named[row.entity_id];
  const short = machineId(row.entity_id);
  const id = (
    <UntrustedText mono max={48}>
      {short ?? row.entity_id}
    </UntrustedText>
  );
  const what = (
    <span title={row.entity_id}>{called ? <UntrustedText max={60}>{called.name}</UntrustedText> : id}</span>
  );
  const beside =
    called?.email ?? (called && short === null && !row.entity_id.includes(' ') ? row.entity_id : null);
  return (
    <>
      <span className="text-ink-2">{thingWord(row.entity)}</span>{' '}
      {href ? (
        <Link
          href={href}
          prefetch={false}
          className="relative z-10 rounded-sm underline decoration-line-strong underline-offset-3 hover:text-accent"
        >
          {what}
        </Link>
      ) : (
        what
      )}
      {beside ? (
        <>
          {' '}
          <span className="text-small text-ink-3">
            <UntrustedText max={80}>{beside}</UntrustedText>
          </span>
        </>
      ) : null}
    </>
  );
}

const IN_LINE = 3;

function ChangeLine({ row }: { row: AuditEntry }) {
  const all = telling(changesOf(row.before, row.after));
  if (all.length === 0) return <span className="text-ink-3">–</span>;
  return (
    <span className="clip text-ink-2">
      {all.slice(0, IN_LINE).map((change, index) => (
        <span key={change.field}>
          {index > 0 ? ', ' : ''}
          <span className="text-ink-3">{spelled(change.field).toLowerCase()}</span>{' '}
          {change.from === null ? null : (
            <>
              <UntrustedText max={40}>{withNames(change.from, row.named, true)}</UntrustedText> →{' '}
            </>
          )}
          <span className="text-ink">
            {change.to === null ? (
              'none'
            ) : (
              <UntrustedText max={80}>{withNames(change.to, row.named, true)}</UntrustedText>
            )}
          </span>
        </span>
      ))}
      {all.length > IN_LINE ? <span className="text-ink-3"> and {all.length - IN_LINE} more</span> : null}
    </span>
  );
}
