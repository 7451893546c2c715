'use client';

import { useState } from 'react';
import { BatchLink } from '@/components/batch/batch-link';
import { ConflictDialog } from '@/components/decision/conflict-dialog';
import { type Contested, ReasonDialog } from '@/components/decision/reason-dialog';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { UntrustedText, visible } from '@/components/ui/untrusted-text';
import type { AccountHead } from '@/lib/model/console/account';
import { accountMove, type SentenceKind } from '@/lib/model/moves';
import { ProblemError } from '@/lib/queries/fetch';
import { useAccountHead, useAccountHistory } from '@/lib/queries/use-account';
import { useEnforce } from '@/lib/queries/use-enforce';

interface EnforceDialogProps {
  head: AccountHead;
  kind: SentenceKind;
  /** The campaign in which this is decided, if it is in one. */
  campaignId: string | null;
  onClose: () => void;
}

const WORDS = {
  ban: {
    title: 'Ban',
    what: 'It is banned here at once, and an order goes to the provider’s systems. Reinstating undoes it.',
    act: 'Ban account',
    done: 'is banned.',
    status: 'banned',
  },
  reinstate: {
    title: 'Reinstate',
    what: 'It may act again at once, and an order goes to the provider’s systems.',
    act: 'Reinstate account',
    done: 'may act again.',
    status: 'active',
  },
} as const;

/** Bans or reinstates an account with a reason. */
export function EnforceDialog({ head, kind, campaignId, onClose }: EnforceDialogProps) {
  const words = WORDS[kind];
  const [seen] = useState(head);
  const enforce = useEnforce(head.id);
  const takesTwo = enforce.error instanceof ProblemError && enforce.error.facts.second_person === true;
  return (
    <ReasonDialog
      title={
        <>
          {words.title}{' '}
          <UntrustedText mono max={60}>
            {seen.id}
          </UntrustedText>
        </>
      }
      what={words.what}
      hint="kept in the audit log and sent with the order"
      act={words.act}
      danger={kind === 'ban'}
      draft={`${kind}:${seen.id}`}
      version={seen.version}
      busy={enforce.isPending}
      error={enforce.error}
      questions={() =>
        takesTwo ? <BatchLink scope={{ ids: [seen.id] }}>Ask a second person…</BatchLink> : null
      }
      onClose={onClose}
      onSend={(version, reason, done) =>
        enforce.mutate(
          { kind, version, reason, campaignId },
          {
            onSuccess: ({ order_id }) => {
              done();
              toast.done(
                `${visible(seen.id)} ${words.done}`,
                `Order ${order_id.slice(0, 8)} is on its way to the provider.`,
              );
              onClose();
            },
          },
        )
      }
      contested={(view) => (
        <Enforced seen={seen} kind={kind} busy={enforce.isPending} onClose={onClose} {...view} />
      )}
    />
  );
}

interface EnforcedProps extends Contested {
  seen: AccountHead;
  kind: SentenceKind;
  busy: boolean;
  onClose: () => void;
}

function Enforced({ seen, kind, reason, ...rest }: EnforcedProps) {
  const { data: now } = useAccountHead(seen.id);
  const { data: history } = useAccountHistory(seen.id);
  const standing = now && now.version !== seen.version ? now : undefined;
  const { status, title } = WORDS[kind];
  return (
    <ConflictDialog
      {...rest}
      attempt={
        <>
          {kind}{' '}
          <UntrustedText mono max={60}>
            {seen.id}
          </UntrustedText>
        </>
      }
      seen={seen.status}
      theirs={standing && { status: standing.status, reason: history?.decisions[0]?.reason }}
      mine={{ status, reason }}
      nevertheless={title}
      pointless={standing ? 'refused' in accountMove(standing.status, kind) : false}
      see={
        <Button look="primary" onClick={rest.onClose}>
          See what changed
        </Button>
      }
    />
  );
}
