'use client';

import { type ReactNode, useState } from 'react';
import { ConflictDialog } from '@/components/decision/conflict-dialog';
import { type Contested, ReasonDialog } from '@/components/decision/reason-dialog';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { CampaignStatus } from '@/lib/model/campaign';
import { useCampaignHeader } from '@/lib/queries/use-campaign';

/** The campaign as the person saw it when the dialog opened; `version` is what the decision is checked against. */
export interface Decidable {
  id: string;
  title: string;
  status: CampaignStatus;
  version: number;
}

interface Words {
  /** "Merge", before the name of the campaign. */
  title: string;
  /** What the act does and what it leaves alone. */
  what: ReactNode;
  /** Label of the button. */
  act: string;
  /** What the person wants it to be, in the comparison with what a colleague did. */
  status: string;
}

interface CampaignDialogProps {
  campaign: Decidable;
  /** The other campaign that the act changes, if there is one: somebody may have changed that. */
  other?: Decidable | null;
  words: Words;
  /** Under which name what was typed is kept. */
  draft: string;
  busy: boolean;
  error: Error | null;
  questions?: (checked: boolean) => ReactNode;
  incomplete?: boolean;
  questionsFirst?: boolean;
  /** Whether the status in which the campaign, or the other one, stands now makes the act pointless. */
  pointless: (status: CampaignStatus, id: string) => boolean;
  onClose: () => void;
  onSend: (version: number, reason: string, done: () => void) => void;
}

/** Asks for the reason of a decision about a campaign; when somebody else was first, shows what both did and keeps the text. */
export function CampaignDialog({ campaign, other, words, pointless, ...rest }: CampaignDialogProps) {
  const [seen] = useState(campaign);
  return (
    <ReasonDialog
      {...rest}
      title={
        <>
          {words.title} <UntrustedText max={60}>{seen.title}</UntrustedText>
        </>
      }
      what={words.what}
      hint="kept in the audit log"
      act={words.act}
      version={seen.version}
      contested={(view) => (
        <Decided
          {...view}
          seen={other && view.conflict.facts.id === other.id ? other : seen}
          words={words}
          pointless={pointless}
          busy={rest.busy}
          onClose={rest.onClose}
        />
      )}
    />
  );
}

interface DecidedProps extends Contested {
  seen: Decidable;
  words: Words;
  pointless: (status: CampaignStatus, id: string) => boolean;
  busy: boolean;
  onClose: () => void;
}

function Decided({ seen, words, pointless, reason, ...rest }: DecidedProps) {
  const { data: now } = useCampaignHeader(seen.id);
  const standing = now && now.version !== seen.version ? now : undefined;
  // Of a change without a reason, such as another owner, none is told.
  const last = standing?.last_reason;
  const reasonOf = last && last.at === rest.conflict.facts.changed_at ? last.reason : undefined;
  return (
    <ConflictDialog
      {...rest}
      attempt={
        <>
          {words.title.toLowerCase()} <UntrustedText max={60}>{seen.title}</UntrustedText>
        </>
      }
      seen={seen.status}
      theirs={standing && { status: standing.status, reason: reasonOf }}
      mine={{ status: words.status, reason }}
      nevertheless={words.title}
      pointless={standing ? pointless(standing.status, seen.id) : false}
      see={
        <Button look="primary" asChild>
          <Link href={`/campaigns/${encodeURIComponent(seen.id)}/activity`} onClick={rest.onClose}>
            See what changed
          </Link>
        </Button>
      }
    />
  );
}
