'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { kindWord } from '@/components/campaign/links/words';
import { cn } from '@/components/ui/cn';
import { Field, Input } from '@/components/ui/field';
import { plural } from '@/components/ui/format';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { CampaignLink } from '@/lib/model/console/links';
import { campaignMove } from '@/lib/model/moves';
import { useCampaignAct } from '@/lib/queries/use-group';
import { useLinks } from '@/lib/queries/use-links';
import { CampaignDialog, type Decidable } from './campaign-dialog';
import { useUndoToast } from './use-undo-toast';

const MOST = 6;

const WORDS = {
  title: 'Split a pool off',
  what: 'Everybody who shows the value becomes a campaign of their own, suspected and with an alert. Every later run keeps these accounts apart. What was decided about this campaign stands for the rest.',
  act: 'Split off',
};

interface PoolDialogProps {
  campaign: Decidable & { accounts: number };
  onClose: () => void;
}

/** Makes the accounts that share a value, such as one card, a campaign of their own, and leads there. */
export function PoolDialog({ campaign, onClose }: PoolDialogProps) {
  const [pool, setPool] = useState<CampaignLink | null>(null);
  const split = useCampaignAct(campaign.id, 'split');
  const router = useRouter();
  const say = useUndoToast();
  return (
    <CampaignDialog
      campaign={campaign}
      words={{
        ...WORDS,
        act: pool ? `${WORDS.act} ${plural(pool.accounts, 'account')}` : WORDS.act,
        status: `${campaign.status}, split`,
      }}
      draft={`split:${campaign.id}`}
      busy={split.isPending}
      error={split.error}
      incomplete={pool === null}
      questionsFirst
      questions={(checked) => (
        <PoolPicker
          campaign={campaign}
          picked={pool}
          error={checked && pool === null ? 'Say which value they share.' : undefined}
          onPick={setPool}
        />
      )}
      pointless={(status) => 'refused' in campaignMove(status, 'split')}
      onClose={onClose}
      onSend={(version, reason, done) =>
        split.mutate(
          { version, accounts: { shown: pool?.filter ?? '' }, reason },
          {
            onSuccess: (answer) => {
              done();
              say(
                {
                  title: `${answer.into?.title ?? 'The part'} has ${plural(answer.into?.accounts ?? 0, 'account')}.`,
                  description: `They were split off from ${campaign.title}.`,
                },
                answer,
                answer.decision_id,
              );
              onClose();
              if (answer.into) router.push(`/campaigns/${encodeURIComponent(answer.into.id)}`);
            },
          },
        )
      }
    />
  );
}

interface PoolPickerProps {
  campaign: { id: string; accounts: number };
  picked: CampaignLink | null;
  error: string | undefined;
  onPick: (link: CampaignLink) => void;
}

function PoolPicker({ campaign, picked, error, onPick }: PoolPickerProps) {
  const [typed, setTyped] = useState('');
  const { data, isError } = useLinks(campaign.id);
  const wanted = typed.trim().toLowerCase();
  const links = (data?.picture?.links ?? [])
    .filter(({ hub, accounts }) => !hub && accounts < campaign.accounts)
    .filter(({ kind, value, label }) =>
      [kindWord(kind), value, label].some((text) => text.toLowerCase().includes(wanted)),
    )
    .slice(0, MOST);
  return (
    <div>
      <Field label="The value they share" hint="a card, an address, a prompt" error={error}>
        {(a11y) => (
          <Input
            {...a11y}
            autoFocus
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              // Enter takes the first one found, and does not send the form.
              event.preventDefault();
              if (links[0]) onPick(links[0]);
            }}
          />
        )}
      </Field>
      <ul aria-label="Values found" className="mt-1.5 -mx-2 min-h-[192px]">
        {links.map((link) => (
          <li key={link.position}>
            <button
              type="button"
              aria-pressed={link.position === picked?.position}
              onClick={() => onPick(link)}
              className={cn(
                'flex h-8 w-full items-center gap-2.5 rounded-sm px-2 text-left hover:bg-hover',
                link.position === picked?.position && 'bg-accent-soft inset-ring inset-ring-accent-line',
              )}
            >
              <span className="shrink-0 text-ink-3">{kindWord(link.kind)}</span>
              <span className="clip flex-1">
                <UntrustedText max={60}>{link.label}</UntrustedText>
              </span>
              <span className="shrink-0 text-small text-ink-3">{plural(link.accounts, 'account')}</span>
            </button>
          </li>
        ))}
        {links.length === 0 ? (
          <li className="px-2 py-1.5 text-ink-2">
            {isError
              ? 'What they share could not be loaded.'
              : data?.picture
                ? 'Some of its accounts share no value like this that the others lack.'
                : 'What they share is being drawn.'}
          </li>
        ) : null}
      </ul>
    </div>
  );
}
