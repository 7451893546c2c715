'use client';

import { BatchLink } from '@/components/batch/batch-link';
import { usePerson } from '@/components/frame/person';
import { Avatar } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import { longDay, spelled } from '@/components/ui/format';
import { Kbd } from '@/components/ui/kbd';
import { Link } from '@/components/ui/link';
import { Note } from '@/components/ui/note';
import { SeverityMark } from '@/components/ui/severity';
import { Tag } from '@/components/ui/tag';
import { toast } from '@/components/ui/toast';
import { UntrustedText, visible } from '@/components/ui/untrusted-text';
import { may } from '@/lib/model/access';
import type { CampaignHeader } from '@/lib/model/console/campaign';
import { campaignMove } from '@/lib/model/moves';
import { shareRefusal } from '@/lib/model/share-words';
import { useAssign } from '@/lib/queries/use-decide';
import { CampaignMenu } from './act/campaign-menu';
import type { AskedOfCampaign } from './act/head-dialogs';
import { InOneSentence } from './in-one-sentence';
import { CampaignStatusTag } from './status-tag';

interface CampaignHeadProps {
  campaign: CampaignHeader;
  onAsk: (what: AskedOfCampaign) => void;
}

/** Name, urgency, state and owner of a campaign, what it is in one sentence, and what may be decided. */
export function CampaignHead({ campaign, onAsk }: CampaignHeadProps) {
  const actor = { kind: 'person', ...usePerson() } as const;
  const mayDecide = may(actor, 'campaign.decide');
  return (
    <div className="px-5 pt-4 pb-2 max-sm:px-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h1 className="text-title font-semibold">
          <UntrustedText max={80}>{campaign.title}</UntrustedText>
        </h1>
        <span className="text-small">
          <SeverityMark severity={campaign.severity} />
        </span>
        <CampaignStatusTag status={campaign.status} long />
        {campaign.told && campaign.told.tlp !== 'TLP:CLEAR' ? (
          <Tag title={`It rests on what ${visible(campaign.told.source)} told: it may not go out any wider.`}>
            {campaign.told.tlp}
          </Tag>
        ) : null}
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {campaign.accounts > 0 ? (
            <BatchLink scope={{ campaign_id: campaign.id }}>
              Ban accounts…
              <span className="max-md:hidden">
                <Kbd>B</Kbd>
              </span>
            </BatchLink>
          ) : null}
          {may(actor, 'case.export') ? (
            <Button look="line" onClick={() => onAsk('case')}>
              Case file…
            </Button>
          ) : null}
          {may(actor, 'campaign.share') && shareRefusal(campaign.status) === null ? (
            <Button look="line" onClick={() => onAsk('share')}>
              Share…
            </Button>
          ) : null}
          {mayDecide ? (
            <>
              <Decide campaign={campaign} kind="dismiss" onDecide={onAsk} />
              <Decide campaign={campaign} kind="confirm" onDecide={onAsk} />
            </>
          ) : null}
          <CampaignMenu
            campaign={campaign}
            mayDecide={mayDecide}
            mayTriage={may(actor, 'alert.triage')}
            mayBan={may(actor, 'batch.request')}
            onAsk={onAsk}
          />
        </div>
      </div>
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
        <InOneSentence campaign={campaign} />
        <div className="ml-auto flex flex-wrap items-center gap-x-3 max-lg:ml-0">
          <span className="font-mono text-small text-ink-3">{campaign.id}</span>
          <Owner campaign={campaign} mayAssign={may(actor, 'alert.triage')} />
        </div>
      </div>
      {campaign.decision ? (
        <p className="mt-0.5 text-small text-ink-3">
          {DECIDED[campaign.decision.kind] ?? spelled(campaign.decision.kind)} on{' '}
          {longDay(campaign.decision.decided_at)} by{' '}
          <UntrustedText max={60}>{campaign.decision.actor}</UntrustedText>
          {campaign.decision.outcome ? ` as ${campaign.decision.outcome.replaceAll('_', ' ')}` : ''}
          {campaign.decision.other ? (
            <>
              {' '}
              of <Other campaign={campaign.decision.other} />
            </>
          ) : null}
          : “<UntrustedText max={200}>{campaign.decision.reason}</UntrustedText>”
        </p>
      ) : null}
      {campaign.merged_into ? (
        <Note kind="copper" className="mt-2">
          <b>
            It became part of <Other campaign={campaign.merged_into} />.
          </b>{' '}
          Its accounts are listed with the others there now, and what was decided here stays.
        </Note>
      ) : null}
      {campaign.split_from ? (
        <p className="mt-0.5 text-small text-ink-3">
          Split from <Other campaign={campaign.split_from} />.
        </p>
      ) : null}
      {campaign.current || campaign.merged_into ? null : (
        <Note kind="info" className="mt-2">
          <b>The last detection run no longer finds this group.</b> What is shown is as of when it was last
          found; decisions stay.
        </Note>
      )}
      {mayDecide ? null : (
        <Note kind="info" className="mt-2">
          <b>You see this campaign read-only.</b> Viewers cannot decide.
        </Note>
      )}
    </div>
  );
}

const DECIDED: Record<string, string> = {
  confirm: 'Confirmed',
  dismiss: 'Dismissed',
  reopen: 'Reopened',
};

function Other({ campaign }: { campaign: { id: string; title: string } }) {
  return (
    <Link
      href={`/campaigns/${encodeURIComponent(campaign.id)}`}
      className="underline decoration-line-strong underline-offset-3 hover:text-accent"
    >
      <UntrustedText max={60}>{campaign.title}</UntrustedText>
    </Link>
  );
}

function Decide({
  campaign,
  kind,
  onDecide,
}: {
  campaign: CampaignHeader;
  kind: 'confirm' | 'dismiss';
  onDecide: (kind: 'confirm' | 'dismiss') => void;
}) {
  const move = campaignMove(campaign.status, kind);
  const refused = 'refused' in move ? move.refused : undefined;
  if (refused && kind === 'confirm') return null;
  const primary = kind === 'confirm';
  return (
    <Button
      look={primary ? 'primary' : 'line'}
      disabled={refused !== undefined}
      title={refused}
      onClick={() => onDecide(kind)}
    >
      {primary ? 'Confirm…' : 'Dismiss…'}
      <span className="max-md:hidden">
        <Kbd onFill={primary}>{primary ? 'C' : 'D'}</Kbd>
      </span>
    </Button>
  );
}

function Owner({ campaign, mayAssign }: { campaign: CampaignHeader; mayAssign: boolean }) {
  const self = usePerson();
  const assign = useAssign(campaign.id);
  const mine = campaign.owner?.id === self.id;
  const change = () =>
    assign.mutate(
      { version: campaign.version, ownerId: mine ? null : self.id },
      { onError: (error) => toast.failed('The owner was not changed.', error.message) },
    );
  return (
    <span className="flex items-center gap-1.5 text-small text-ink-3">
      <Avatar person={campaign.owner} />
      {campaign.owner ? `${mine ? 'You own' : `${campaign.owner.name} owns`} this` : 'Nobody owns this'}
      {mayAssign ? (
        <button
          type="button"
          disabled={assign.isPending}
          onClick={change}
          className="rounded-sm px-1 text-ink-2 underline decoration-line-strong underline-offset-3 hover:text-ink print:hidden"
        >
          {mine ? 'Give up' : 'Take it'}
        </button>
      ) : null}
    </span>
  );
}
