'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { NUMERIC } from '@/components/account/cells';
import { RegionTable } from '@/components/tables/region-table';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { FailedNote } from '@/components/ui/note';
import { useNow } from '@/components/ui/now';
import { Tag } from '@/components/ui/tag';
import { Ago, Moment } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { ApiKeyRow } from '@/lib/model/console/settings';
import { useApiKeys, useRevokeKey } from '@/lib/queries/use-settings';
import { Loaded } from './loaded';
import { SettingsSection } from './section';

const AddKeyDialog = dynamic(() => import('./add-key-dialog').then((part) => part.AddKeyDialog), {
  ssr: false,
});

/** The API keys: who made them, what they may do, when they were used; add and revoke. */
export function KeysSection() {
  const list = useApiKeys();
  const [adding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<ApiKeyRow | null>(null);
  return (
    <SettingsSection
      id="keys"
      title="API keys"
      what="Gateways send records with a key, scripts read and decide with one. A secret is shown once, when it is made."
      action={<Button onClick={() => setAdding(true)}>Add key…</Button>}
    >
      <Loaded query={list} failed="The keys could not be loaded">
        {({ items }) =>
          items.length === 0 ? (
            <p className="mt-3 text-ink-2">
              There is no key yet. The first is usually for the gateway, with the scope ingest.
            </p>
          ) : (
            <KeysTable items={items} onRevoke={setRevoking} />
          )
        }
      </Loaded>
      {adding ? <AddKeyDialog onClose={() => setAdding(false)} /> : null}
      {revoking ? <RevokeDialog apiKey={revoking} onClose={() => setRevoking(null)} /> : null}
    </SettingsSection>
  );
}

function KeysTable({ items, onRevoke }: { items: readonly ApiKeyRow[]; onRevoke: (key: ApiKeyRow) => void }) {
  const now = useNow();
  return (
    <RegionTable
      label="Table of keys"
      className="mt-3"
      table="min-w-[720px]"
      columns={[
        'Name',
        'Begins with',
        'May',
        'Made by',
        { label: 'Made', numeric: true },
        { label: 'Expires', numeric: true },
        { label: 'Last used', numeric: true },
        { label: 'State', numeric: true },
      ]}
    >
      {items.map((key) => (
        <tr key={key.id} className={cn('border-b border-line', key.revoked_at && 'text-ink-3')}>
          <td className="font-medium">
            <UntrustedText max={60}>{key.name}</UntrustedText>
          </td>
          <td>
            <UntrustedText mono>{`${key.prefix}…`}</UntrustedText>
          </td>
          <td>{key.scopes.join(', ')}</td>
          <td>
            <UntrustedText max={40}>{key.created_by}</UntrustedText>
          </td>
          <td className={NUMERIC}>
            <Moment time={key.created_at} />
          </td>
          <td className={NUMERIC}>{key.expires_at ? <Moment time={key.expires_at} /> : 'never'}</td>
          <td className={NUMERIC}>{key.last_used_at ? <Ago time={key.last_used_at} /> : 'never'}</td>
          <td className={NUMERIC}>
            {key.revoked_at ? (
              <Tag tone="hollow">revoked</Tag>
            ) : key.expires_at && Date.parse(key.expires_at) <= now ? (
              <Tag tone="hollow">expired</Tag>
            ) : (
              <Button look="ghost" aria-label={`Revoke ${key.name}`} onClick={() => onRevoke(key)}>
                Revoke…
              </Button>
            )}
          </td>
        </tr>
      ))}
    </RegionTable>
  );
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKeyRow; onClose: () => void }) {
  const revoke = useRevokeKey();
  const act = () =>
    revoke.mutate(apiKey.id, {
      onSuccess: () => {
        toast.done('The key is revoked.', 'Its next request is refused.');
        onClose();
      },
    });
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onClose())}
      title={
        <>
          Revoke <UntrustedText max={60}>{apiKey.name}</UntrustedText>
        </>
      }
      description="Whatever uses it is refused from its next request on. This cannot be undone; a new key can be made."
    >
      <FailedNote what="The key still works." error={revoke.error} className="mt-3" />
      <DialogActions onCancel={onClose}>
        <Button look="danger" disabled={revoke.isPending} onClick={act}>
          {revoke.isPending ? 'Revoking…' : 'Revoke key'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
