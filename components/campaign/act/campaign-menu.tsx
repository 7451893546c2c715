'use client';

import { Ellipsis, Eye } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { newBatchHref } from '@/components/batch/scope';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { Menu, MenuItem, MenuLabel, MenuLine } from '@/components/ui/menu';
import { toast } from '@/components/ui/toast';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import type { CampaignHeader } from '@/lib/model/console/campaign';
import { campaignMove } from '@/lib/model/moves';
import { useCampaignAct } from '@/lib/queries/use-group';
import type { AskedOfCampaign } from './head-dialogs';

interface CampaignMenuProps {
  campaign: CampaignHeader;
  mayDecide: boolean;
  mayTriage: boolean;
  mayBan: boolean;
  onAsk: (what: AskedOfCampaign) => void;
}

/** What can be done with a campaign beyond confirming and dismissing, each with its key; the keys work on every tab. */
export function CampaignMenu({ campaign, mayDecide, mayTriage, mayBan, onAsk }: CampaignMenuProps) {
  const router = useRouter();
  const watch = useCampaignAct(campaign.id, campaign.watching ? 'unwatch' : 'watch');
  const refusal = (kind: 'confirm' | 'dismiss' | 'merge' | 'split' | 'reopen') => {
    const move = campaignMove(campaign.status, kind);
    return 'refused' in move ? move.refused : null;
  };
  const noUndo = campaign.undo ? null : 'Nothing was decided here that could be taken back.';
  const noAlert = campaign.open_alerts > 0 ? null : 'It has no open alert.';
  const ask = (what: AskedOfCampaign, allowed: boolean, why: string | null) => () => {
    if (!allowed) return;
    if (why) toast.note('Nothing to do.', why);
    else onAsk(what);
  };
  const toggleWatch = () => {
    if (watch.isPending) return;
    watch.mutate(
      {},
      {
        onSuccess: () =>
          campaign.watching
            ? toast.done('You no longer watch it.')
            : toast.done('You watch it.', 'Its alerts and what happens to it stand in the queue under Mine.'),
        onError: (error) => toast.failed('Nothing was changed.', error.message),
      },
    );
  };
  useHotkeys({
    c: ask('confirm', mayDecide, refusal('confirm')),
    d: ask('dismiss', mayDecide, refusal('dismiss')),
    m: ask('merge', mayDecide, refusal('merge')),
    l: ask('pool', mayDecide, refusal('split')),
    r: ask('reopen', mayDecide, refusal('reopen')),
    z: ask('undo', mayDecide, noUndo),
    b: () =>
      mayBan && campaign.accounts > 0
        ? router.push(newBatchHref({ campaign_id: campaign.id }, 'ban'))
        : undefined,
    g: ask('assign', mayTriage, null),
    s: ask('snooze', mayTriage, noAlert),
    n: ask('note', mayTriage, null),
    w: toggleWatch,
    '?': () => onAsk('keys'),
  });
  return (
    <>
      <Button
        look="ghost"
        disabled={watch.isPending}
        title={`${campaign.watching ? 'Watch no longer' : 'Watch: its alerts and changes come to your queue'} (W)`}
        onClick={toggleWatch}
      >
        <Eye
          size={15}
          strokeWidth={1.6}
          aria-hidden="true"
          className={campaign.watching ? 'text-accent' : undefined}
        />
        {campaign.watching ? 'Watching' : 'Watch'}
        {campaign.watchers > 0 ? (
          <span className="text-small font-normal text-ink-3">{campaign.watchers}</span>
        ) : null}
      </Button>
      <Menu
        align="end"
        trigger={
          <Button look="line" square aria-label="More to do with this campaign">
            <Ellipsis size={16} strokeWidth={1.6} aria-hidden="true" />
          </Button>
        }
      >
        {mayDecide ? (
          <>
            <MenuLabel>Decide</MenuLabel>
            <Item letter="M" why={refusal('merge')} onSelect={() => onAsk('merge')}>
              Merge into another…
            </Item>
            <Item letter="L" why={refusal('split')} onSelect={() => onAsk('pool')}>
              Split a pool off…
            </Item>
            <Item letter="R" why={refusal('reopen')} onSelect={() => onAsk('reopen')}>
              Reopen…
            </Item>
            <Item letter="Z" why={noUndo} onSelect={() => onAsk('undo')}>
              Undo the last decision…
            </Item>
            <MenuLine />
          </>
        ) : null}
        {mayTriage ? (
          <>
            <Item letter="G" why={null} onSelect={() => onAsk('assign')}>
              Assign…
            </Item>
            <Item letter="S" why={noAlert} onSelect={() => onAsk('snooze')}>
              Snooze its alerts…
            </Item>
            <Item letter="N" why={null} onSelect={() => onAsk('note')}>
              Write a note…
            </Item>
            <MenuLine />
          </>
        ) : null}
        <Item letter="?" why={null} onSelect={() => onAsk('keys')}>
          Keys
        </Item>
      </Menu>
    </>
  );
}

function Item({
  letter,
  why,
  onSelect,
  children,
}: {
  letter: string;
  /** Why it cannot be done, or null. */
  why: string | null;
  onSelect: () => void;
  children: string;
}) {
  return (
    <MenuItem disabled={why !== null} onSelect={onSelect} hint={<Kbd>{letter}</Kbd>}>
      <span title={why ?? undefined}>{children}</span>
    </MenuItem>
  );
}
