'use client';

import { NUMERIC } from '@/components/account/cells';
import { RegionTable } from '@/components/tables/region-table';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { FailedNote } from '@/components/ui/note';
import { Tag } from '@/components/ui/tag';
import { Ago, Moment } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { useInvitations, useRevokeInvitation } from '@/lib/queries/use-security';

/** Who was invited and has not come yet; nothing while there is nobody. */
export function InvitationsTable() {
  const invitations = useInvitations();
  const revoke = useRevokeInvitation();
  if (invitations.error)
    return (
      <Failure
        what="The invitations could not be loaded"
        error={invitations.error}
        onRetry={() => invitations.refetch()}
      />
    );
  const items = invitations.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <div className="mt-5">
      <h3 className="font-medium">Invited</h3>
      <FailedNote what="The link still works." error={revoke.error} className="mt-2" />
      <RegionTable
        label="Table of invitations"
        className="mt-2"
        table="min-w-[560px]"
        columns={[
          'E-mail',
          'Role',
          'Invited by',
          { label: 'Invited', numeric: true },
          { label: 'Expires', numeric: true },
          { label: 'Take back', hidden: true },
        ]}
      >
        {items.map((invitation) => (
          <tr key={invitation.id} className="border-b border-line">
            <td className="font-medium">
              <UntrustedText max={80}>{invitation.email}</UntrustedText>
            </td>
            <td className="text-ink-2">{invitation.role}</td>
            <td>
              <UntrustedText max={40}>{invitation.invited_by}</UntrustedText>
            </td>
            <td className={NUMERIC}>
              <Ago time={invitation.created_at} />
            </td>
            <td className={NUMERIC}>
              {invitation.expired ? (
                <Tag tone="hollow">expired</Tag>
              ) : (
                <Moment time={invitation.expires_at} />
              )}
            </td>
            <td className={NUMERIC}>
              <Button
                look="ghost"
                aria-label={`Take back the invitation of ${invitation.email}`}
                disabled={revoke.isPending}
                onClick={() =>
                  revoke.mutate(invitation.id, {
                    onSuccess: () => toast.done('The invitation is taken back.', 'Its link no longer works.'),
                  })
                }
              >
                Take back
              </Button>
            </td>
          </tr>
        ))}
      </RegionTable>
    </div>
  );
}
