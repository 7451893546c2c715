'use client';

import { MoreHorizontal } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { NUMERIC } from '@/components/account/cells';
import { usePerson } from '@/components/frame/person';
import { RegionTable } from '@/components/tables/region-table';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Menu, MenuItem, MenuLine } from '@/components/ui/menu';
import { Tag } from '@/components/ui/tag';
import { Ago } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { PersonRow } from '@/lib/model/console/settings';
import type { PersonDeed } from '@/lib/queries/use-security';
import { usePeople } from '@/lib/queries/use-settings';
import { InvitationsTable } from './invitations-table';
import { Loaded } from './loaded';
import { SettingsSection } from './section';

const InviteDialog = dynamic(() => import('./invite-dialog').then((part) => part.InviteDialog), {
  ssr: false,
});
const PersonDialog = dynamic(() => import('./person-dialog').then((part) => part.PersonDialog), {
  ssr: false,
});
const SessionsDialog = dynamic(() => import('./sessions-dialog').then((part) => part.SessionsDialog), {
  ssr: false,
});

interface Opened {
  person: PersonRow;
  what: PersonDeed | 'sessions';
}

/** Who can sign in, and as what; invited, changed and shut out here. */
export function PeopleSection() {
  const people = usePeople();
  const [inviting, setInviting] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  return (
    <SettingsSection
      id="people"
      title="People"
      what="Who can sign in, and what they may do. An invitation is a link that works once; send it by whatever way you trust."
      action={<Button onClick={() => setInviting(true)}>Invite…</Button>}
    >
      <Loaded query={people} failed="The people could not be loaded">
        {({ items }) => <PeopleTable items={items} onOpen={setOpened} />}
      </Loaded>
      <InvitationsTable />
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
      {opened?.what === 'sessions' ? <SessionsDialog person={opened.person} onClose={close} /> : null}
      {opened && opened.what !== 'sessions' ? (
        <PersonDialog person={opened.person} deed={opened.what} onClose={close} />
      ) : null}
    </SettingsSection>
  );
}

function PeopleTable({ items, onOpen }: { items: readonly PersonRow[]; onOpen: (opened: Opened) => void }) {
  return (
    <RegionTable
      label="Table of people"
      className="mt-3"
      table="min-w-[640px]"
      columns={[
        'Name',
        'E-mail',
        'Role',
        'Second factor',
        { label: 'Last seen', numeric: true },
        { label: 'State', numeric: true },
        { label: 'Acts', hidden: true },
      ]}
    >
      {items.map((person) => (
        <tr key={person.id} className={cn('border-b border-line', person.disabled && 'text-ink-3')}>
          <td className="font-medium">
            <UntrustedText max={60}>{person.name}</UntrustedText>
          </td>
          <td>
            <UntrustedText max={80}>{person.email}</UntrustedText>
          </td>
          <td className="text-ink-2">{person.role}</td>
          <td className="text-ink-2">{person.two_factor ? 'on' : 'none'}</td>
          <td className={NUMERIC}>{person.seen_at ? <Ago time={person.seen_at} /> : '–'}</td>
          <td className={NUMERIC}>
            <StateTag person={person} />
          </td>
          <td className={NUMERIC}>
            <PersonMenu person={person} onOpen={(what) => onOpen({ person, what })} />
          </td>
        </tr>
      ))}
    </RegionTable>
  );
}

function StateTag({ person }: { person: PersonRow }) {
  if (person.disabled) return <Tag tone="hollow">disabled</Tag>;
  if (person.locked) return <Tag tone="bad">locked</Tag>;
  return <Tag tone="good">can sign in</Tag>;
}

function PersonMenu({ person, onOpen }: { person: PersonRow; onOpen: (what: Opened['what']) => void }) {
  const me = usePerson();
  return (
    <Menu
      align="end"
      trigger={
        <Button look="ghost" square aria-label={`Acts for ${person.name}`}>
          <MoreHorizontal size={16} strokeWidth={1.6} aria-hidden="true" />
        </Button>
      }
    >
      <MenuItem onSelect={() => onOpen('role')}>Change role…</MenuItem>
      <MenuItem onSelect={() => onOpen('sessions')}>Sessions…</MenuItem>
      {person.locked ? <MenuItem onSelect={() => onOpen('unlock')}>Unlock…</MenuItem> : null}
      <MenuLine />
      <MenuItem onSelect={() => onOpen('reset-password')}>New password…</MenuItem>
      {person.two_factor ? (
        <MenuItem onSelect={() => onOpen('clear-two-factor')}>Take off the second factor…</MenuItem>
      ) : null}
      {person.disabled ? (
        <MenuItem onSelect={() => onOpen('enable')}>Enable…</MenuItem>
      ) : person.id === me.id ? null : (
        <MenuItem danger onSelect={() => onOpen('disable')}>
          Disable…
        </MenuItem>
      )}
    </Menu>
  );
}
