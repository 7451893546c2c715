'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { NUMERIC } from '@/components/account/cells';
import { RegionTable } from '@/components/tables/region-table';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Tag } from '@/components/ui/tag';
import { Ago, Moment } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { PeerRow } from '@/lib/model/console/sharing';
import { usePeerAct, usePeers } from '@/lib/queries/use-sharing';
import { Loaded } from './loaded';
import { SettingsSection } from './section';
import { PEER_STATUS } from './sharing-words';

const PeerDialog = dynamic(() => import('./peer-dialog').then((part) => part.PeerDialog), { ssr: false });
const RenewDialog = dynamic(() => import('./peer-dialog').then((part) => part.RenewDialog), { ssr: false });

/** The other providers that read what is shared here: how much each may read, and when it last did. */
export function SharingSection() {
  const list = usePeers();
  const [editing, setEditing] = useState<PeerRow | 'new' | null>(null);
  const [renewing, setRenewing] = useState<PeerRow | null>(null);
  return (
    <SettingsSection
      id="sharing"
      title="Sharing"
      what="Other providers that fetch what is shared here, over TAXII 2.1 at /taxii2/ and as block lists. Nothing goes out by itself: a lead shares a confirmed campaign."
      action={<Button onClick={() => setEditing('new')}>Add peer…</Button>}
    >
      <Loaded query={list} failed="The peers could not be loaded">
        {({ items }) =>
          items.length === 0 ? (
            <p className="mt-3 text-ink-2">
              There is no peer yet. One gets a key of its own and reads up to a marking.
            </p>
          ) : (
            <PeersTable items={items} onEdit={setEditing} onRenew={setRenewing} />
          )
        }
      </Loaded>
      {editing ? (
        <PeerDialog peer={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      ) : null}
      {renewing ? <RenewDialog peer={renewing} onClose={() => setRenewing(null)} /> : null}
    </SettingsSection>
  );
}

interface PeersTableProps {
  items: readonly PeerRow[];
  onEdit: (peer: PeerRow) => void;
  onRenew: (peer: PeerRow) => void;
}

function PeersTable({ items, onEdit, onRenew }: PeersTableProps) {
  return (
    <RegionTable
      label="Table of peers"
      className="mt-3"
      table="min-w-[760px]"
      columns={[
        'Name',
        'Contact',
        'Reads up to',
        'Key',
        { label: 'Expires', numeric: true },
        { label: 'Last seen', numeric: true },
        'State',
        { label: 'What to do', hidden: true },
      ]}
    >
      {items.map((peer) => (
        <tr key={peer.id} className={cn('border-b border-line', peer.status !== 'active' && 'text-ink-3')}>
          <td className="font-medium">
            <UntrustedText max={60}>{peer.name}</UntrustedText>
          </td>
          <td>{peer.contact === '' ? '–' : <UntrustedText max={60}>{peer.contact}</UntrustedText>}</td>
          <td>{peer.clearance}</td>
          <td>
            <UntrustedText mono>{`${peer.key_prefix}…`}</UntrustedText>
          </td>
          <td className={NUMERIC}>{peer.expires_at ? <Moment time={peer.expires_at} /> : 'never'}</td>
          <td className={NUMERIC}>{peer.last_seen_at ? <Ago time={peer.last_seen_at} /> : 'never'}</td>
          <td>
            <Tag tone={peer.status === 'active' ? 'good' : 'hollow'}>{PEER_STATUS[peer.status]}</Tag>
          </td>
          <td>
            <PeerActs peer={peer} onEdit={() => onEdit(peer)} onRenew={() => onRenew(peer)} />
          </td>
        </tr>
      ))}
    </RegionTable>
  );
}

function PeerActs({ peer, onEdit, onRenew }: { peer: PeerRow; onEdit: () => void; onRenew: () => void }) {
  const disabled = peer.status === 'disabled';
  const act = usePeerAct(disabled ? 'enable' : 'disable');
  const toggle = () =>
    act.mutate(peer, {
      onSuccess: () =>
        disabled
          ? toast.done('It may read again.')
          : toast.done('It reads nothing from now on.', 'What it has read it keeps.'),
      onError: (error) => toast.failed('Nothing was changed.', error.message),
    });
  return (
    <span className="flex justify-end gap-1">
      <Button look="ghost" aria-label={`Change ${peer.name}`} onClick={onEdit}>
        Change…
      </Button>
      <Button look="ghost" aria-label={`New key for ${peer.name}`} onClick={onRenew}>
        New key…
      </Button>
      <Button
        look="ghost"
        disabled={act.isPending}
        aria-label={`${disabled ? 'Enable' : 'Disable'} ${peer.name}`}
        onClick={toggle}
      >
        {disabled ? 'Enable' : 'Disable'}
      </Button>
    </span>
  );
}
