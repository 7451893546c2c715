'use client';

import { useState } from 'react';
import { TLP_WORDS } from '@/components/settings/sharing-words';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Failure } from '@/components/ui/failure';
import { Field, RadioList, Select } from '@/components/ui/field';
import { moment, plural } from '@/components/ui/format';
import { FailedNote, Note } from '@/components/ui/note';
import { ReasonField } from '@/components/ui/reason-field';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { suits, TLP_MARKINGS } from '@/lib/model/case-words';
import type { CampaignHeader } from '@/lib/model/console/campaign';
import type { CampaignSharing, SharePreview, ShareRow } from '@/lib/model/console/sharing';
import {
  CASE_SHARE_LEVELS,
  LEVEL_OF_TLP,
  SHARED_TLP,
  type SharedTlp,
  type ShareLevel,
  type ShareStatus,
  tooWide,
} from '@/lib/model/share-words';
import { useShare, useSharing } from '@/lib/queries/use-sharing';
import { Sightings } from './sightings';
import { ToldNote } from './told-note';

const LEVELS: Record<ShareLevel, string> = {
  partner: 'Partner: accounts by keyed hash, values that tell members apart',
  public: 'Public: no accounts, only values that next to nobody else shows',
};

const STATUS: Record<ShareStatus, string> = {
  publishing: 'is being published',
  published: 'is shared',
  withdrawing: 'is being taken back',
  withdrawn: 'was taken back',
  failed: 'could not be published',
};

const SHORTEST_REASON = 3;

/** Asks with whom a campaign is shared and shows what leaves the house; takes back what is shared. */
export function ShareDialog({ campaign, onClose }: { campaign: CampaignHeader; onClose: () => void }) {
  const sharing = useSharing(campaign.id);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={
        <>
          Share <UntrustedText max={60}>{campaign.title}</UntrustedText>
        </>
      }
      description="Peers fetch it over TAXII as STIX objects. Taken back it is revoked, but what somebody has read they have."
    >
      {sharing.data ? (
        <Sharing campaign={campaign} sharing={sharing.data} onClose={onClose} />
      ) : sharing.error ? (
        <Failure
          what="How it is shared could not be loaded"
          error={sharing.error}
          onRetry={() => sharing.refetch()}
        />
      ) : (
        <p className="mt-3 text-ink-3">Loading…</p>
      )}
    </Dialog>
  );
}

function Sharing({
  campaign,
  sharing,
  onClose,
}: {
  campaign: CampaignHeader;
  sharing: CampaignSharing;
  onClose: () => void;
}) {
  const offered = SHARED_TLP.filter((each) => tooWide(campaign.told, each) === null);
  const [tlp, setTlp] = useState<SharedTlp>(offered.includes('TLP:AMBER') ? 'TLP:AMBER' : 'TLP:AMBER+STRICT');
  const [level, setLevel] = useState<ShareLevel>(LEVEL_OF_TLP[tlp]);
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const share = useShare(campaign.id, 'share');
  const refused =
    sharing.refused ?? (offered.length === 0 ? tooWide(campaign.told, 'TLP:AMBER+STRICT') : null);
  const preview = sharing.previews.find((each) => each.level === level);
  const short = reason.trim().length < SHORTEST_REASON;
  const known = sharing.items.find((item) => item.tlp === tlp && item.status === 'published');
  const act = () => {
    setChecked(true);
    if (short) return;
    share.mutate(
      { tlp, level, reason: reason.trim() },
      {
        onSuccess: () => {
          toast.done('It is being published.', 'Its state stands here and in the activity.');
          setReason('');
          setChecked(false);
        },
      },
    );
  };
  return (
    <>
      {sharing.items.length > 0 ? (
        <section className="mt-3 border-b pb-2" aria-label="How it is shared">
          <ul aria-live="polite">
            {sharing.items.map((item) => (
              <Shared key={item.tlp} campaignId={campaign.id} item={item} />
            ))}
          </ul>
        </section>
      ) : null}
      <Sightings items={sharing.sightings} />
      {refused ? (
        <Note kind="info" className="mt-3">
          <b>It cannot be shared.</b> {refused}
        </Note>
      ) : (
        <div className="mt-3 space-y-3">
          <ToldNote told={campaign.told} />
          <RadioList
            legend="Who may be told"
            name="tlp"
            value={tlp}
            options={offered.map((each) => ({
              value: each,
              label: each,
              hint: `${TLP_WORDS[each]} ${readersOf(sharing, each)}`,
            }))}
            onChange={(next) => {
              setTlp(next);
              setLevel(LEVEL_OF_TLP[next]);
            }}
          />
          <Field label="What is told">
            {(a11y) => (
              <Select
                {...a11y}
                value={level}
                onChange={(event) => setLevel(event.target.value as ShareLevel)}
              >
                {CASE_SHARE_LEVELS.filter((each) => suits(each, tlp)).map((each) => (
                  <option key={each} value={each}>
                    {LEVELS[each]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {preview ? <Leaves preview={preview} /> : null}
          <ReasonField
            hint="stays here, in the audit log"
            error={checked && short ? 'Say why it is shared.' : undefined}
            value={reason}
            onChange={setReason}
          />
          <FailedNote what="Nothing was shared." error={share.error} />
        </div>
      )}
      <DialogActions>
        <Button look="ghost" onClick={onClose}>
          Close
        </Button>
        {refused ? null : (
          <Button look="primary" disabled={share.isPending} onClick={act}>
            {known ? `Share again at ${tlp}` : `Share at ${tlp}`}
          </Button>
        )}
      </DialogActions>
    </>
  );
}

/** The peers that read a marking: those that are cleared for it or for a narrower one. */
function readersOf({ peers }: CampaignSharing, tlp: SharedTlp): string {
  const readers = peers.filter(
    ({ clearance, active }) => active && TLP_MARKINGS.indexOf(clearance) >= TLP_MARKINGS.indexOf(tlp),
  );
  if (readers.length === 0) return 'No peer reads it yet.';
  const names = readers
    .slice(0, 3)
    .map(({ name }) => name)
    .join(', ');
  return `Read by ${names}${readers.length > 3 ? ` and ${readers.length - 3} more` : ''}.`;
}

const AS = { value: 'as they are', hash: 'as keyed hashes', key: 'by the key of their text' } as const;

/** What goes out, and what stays. */
function Leaves({ preview }: { preview: SharePreview }) {
  const { accounts, scaffolds, findings, values, stays } = preview;
  return (
    <div className="rounded-md bg-hover px-3 py-2 text-small">
      <h3 className="font-medium">What leaves the house</h3>
      <ul className="mt-1 list-disc pl-4 text-ink-2">
        <li>
          The campaign with its scores, {plural(findings, 'finding')} for and against, techniques; nobody here
          is named
        </li>
        <li>
          {accounts > 0 ? `${plural(accounts, 'account')}, each as a keyed hash` : 'No accounts'}
          {scaffolds > 0 ? `; ${plural(scaffolds, 'scaffold')}` : ''}
        </li>
        {values.map(({ kind, label, count, as }) => (
          <li key={kind}>
            {label}: at most {count}, {AS[as]}
          </li>
        ))}
      </ul>
      {stays.length > 0 ? (
        <p className="mt-1 text-ink-3">
          Stays here: {stays.map(({ label, count }) => `${label.toLowerCase()} (${count})`).join(', ')}.
        </p>
      ) : null}
    </div>
  );
}

function Shared({ campaignId, item }: { campaignId: string; item: ShareRow }) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const unshare = useShare(campaignId, 'unshare');
  const open = item.status === 'published' || item.status === 'publishing' || item.status === 'failed';
  const takeBack = () =>
    unshare.mutate(
      { tlp: item.tlp, reason: reason.trim() },
      {
        onSuccess: () => {
          toast.done('It is being taken back.', 'Peers get every object of it once more, revoked.');
          setAsking(false);
        },
      },
    );
  return (
    <li className="py-2">
      <div className="flex items-center justify-between gap-3">
        <div className="min-w-0">
          <div className="font-medium">
            At {item.tlp} it {STATUS[item.status]}
          </div>
          <div className="text-small text-ink-2">
            {item.level}, by <UntrustedText max={40}>{item.requested_by}</UntrustedText>,{' '}
            {moment(item.requested_at)}
            {item.status === 'published' && item.objects !== null
              ? `, ${plural(item.objects, 'object')}${item.cutoff ? ` as of ${moment(item.cutoff)}` : ''}`
              : ''}
          </div>
          {item.trouble ? (
            <div className="text-small text-critical">
              <UntrustedText max={300}>{item.trouble}</UntrustedText>
            </div>
          ) : null}
        </div>
        {open && !asking ? (
          <Button look="line" aria-label={`Take back at ${item.tlp}`} onClick={() => setAsking(true)}>
            Take back…
          </Button>
        ) : null}
      </div>
      {asking && open ? (
        <div className="mt-2 space-y-2">
          <ReasonField label="Why it is taken back" value={reason} onChange={setReason} />
          <FailedNote what="It is still shared." error={unshare.error} />
          <div className="flex justify-end gap-2">
            <Button look="ghost" onClick={() => setAsking(false)}>
              Keep it shared
            </Button>
            <Button
              look="danger"
              disabled={unshare.isPending || reason.trim().length < SHORTEST_REASON}
              onClick={takeBack}
            >
              Take back
            </Button>
          </div>
        </div>
      ) : null}
    </li>
  );
}
