'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Failure } from '@/components/ui/failure';
import { Field, RadioList, Select } from '@/components/ui/field';
import { moment } from '@/components/ui/format';
import { FailedNote } from '@/components/ui/note';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { CaseFileItem } from '@/lib/model/case-file';
import { type RedactionLevel, suits, TLP_MARKINGS, TLP_OF_LEVEL, type Tlp } from '@/lib/model/case-words';
import type { CampaignHeader } from '@/lib/model/console/campaign';
import { noWiderThan, tooWide } from '@/lib/model/share-words';
import { caseFileAddress, useCaseFiles, useRequestCase } from '@/lib/queries/use-case-files';
import { ToldNote } from './told-note';

const LEVELS = [
  {
    value: 'internal',
    label: 'Internal',
    hint: 'Everything: accounts with who they are, the masked sample of exchanges, the audit log.',
  },
  {
    value: 'partner',
    label: 'Partner',
    hint: 'For another provider or a cloud: names of customers are keyed hashes, and nothing that people wrote is in it.',
  },
  {
    value: 'public',
    label: 'Public',
    hint: 'Counts, findings, techniques, and the values that only this campaign shows. No accounts.',
  },
] as const;

/** Asks at which level a case file is made, has the worker make it, and gives out what was made. */
export function CaseDialog({ campaign, onClose }: { campaign: CampaignHeader; onClose: () => void }) {
  const [level, setLevel] = useState<RedactionLevel>('internal');
  const [tlp, setTlp] = useState<Tlp>(noWiderThan(campaign.told, TLP_OF_LEVEL.internal));
  const files = useCaseFiles(campaign.id);
  const request = useRequestCase(campaign.id);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={
        <>
          Case file of <UntrustedText max={60}>{campaign.title}</UntrustedText>
        </>
      }
      description="One archive for whoever has to know. Who makes one, and who fetches it, stands in the audit log."
    >
      <div className="mt-3 space-y-3">
        <ToldNote told={campaign.told} />
        <RadioList
          legend="What is left out"
          name="level"
          value={level}
          options={LEVELS}
          onChange={(next) => {
            setLevel(next);
            setTlp(noWiderThan(campaign.told, TLP_OF_LEVEL[next]));
          }}
        />
        <Field label="Marking" hint="how far it may be handed on (TLP 2.0)">
          {(a11y) => (
            <Select {...a11y} value={tlp} onChange={(event) => setTlp(event.target.value as Tlp)}>
              {TLP_MARKINGS.filter(
                (marking) => suits(level, marking) && tooWide(campaign.told, marking) === null,
              ).map((marking) => (
                <option key={marking} value={marking}>
                  {marking}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <FailedNote what="None was asked for." error={request.error} />
      </div>
      <DialogActions>
        <Button look="ghost" onClick={onClose}>
          Close
        </Button>
        <Button look="primary" disabled={request.isPending} onClick={() => request.mutate({ level, tlp })}>
          Make it
        </Button>
      </DialogActions>
      {files.isError && !files.data ? (
        <Failure
          what="The case files could not be loaded"
          error={files.error}
          onRetry={() => files.refetch()}
        />
      ) : files.data && files.data.items.length > 0 ? (
        <section className="mt-4 border-t pt-3" aria-label="Made so far">
          <h3 className="text-small font-medium text-ink-2">Made so far</h3>
          <ul aria-live="polite">
            {files.data.items.map((file) => (
              <CaseFileRow key={file.id} file={file} />
            ))}
          </ul>
        </section>
      ) : null}
    </Dialog>
  );
}

function CaseFileRow({ file }: { file: CaseFileItem }) {
  return (
    <li className="flex items-center justify-between gap-3 border-b py-2 last:border-b-0">
      <div className="min-w-0">
        <div className="font-medium">
          {LEVELS.find(({ value }) => value === file.level)?.label} · {file.tlp}
          {file.format === 'zip' ? '' : ` · ${file.format}`}
        </div>
        <div className="text-small text-ink-2">
          <UntrustedText max={40}>{file.requested_by.name}</UntrustedText>, {moment(file.requested_at)}
          {file.size === null ? '' : `, ${sizeOf(file.size)}`}
        </div>
        {file.trouble ? (
          <div className="text-small text-critical">
            <UntrustedText max={300}>{file.trouble}</UntrustedText>
          </div>
        ) : null}
      </div>
      <CaseFileState file={file} />
    </li>
  );
}

function CaseFileState({ file }: { file: CaseFileItem }) {
  switch (file.status) {
    case 'done':
      return (
        <Button look="line" asChild>
          <a href={caseFileAddress(file.id)} download>
            <Download size={15} strokeWidth={1.6} aria-hidden="true" />
            Download
          </a>
        </Button>
      );
    case 'waiting':
      return <span className="shrink-0 text-small text-ink-3">Waits for the worker</span>;
    case 'writing':
      return (
        <progress
          className="h-1.5 w-28 shrink-0 accent-(--accent-fill)"
          aria-label="How much of it is written"
          max={1}
          value={file.progress}
        />
      );
    case 'failed':
      return <span className="shrink-0 text-small text-critical">Failed</span>;
    case 'expired':
      return <span className="shrink-0 text-small text-ink-3">Expired: make it again</span>;
  }
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1_000))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
