'use client';

import { ChevronRight, RotateCcw, ShieldCheck } from 'lucide-react';
import { InnocentList } from '@/components/batch/innocent-list';
import { Sample } from '@/components/batch/sample';
import { ScopeNote } from '@/components/batch/scope-note';
import { Whom } from '@/components/batch/whom';
import { KIND_WORDS } from '@/components/batch/words';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { count, plural, shortCount } from '@/components/ui/format';
import { Segmented } from '@/components/ui/segmented';
import type { BatchPreview, BatchWhole } from '@/lib/model/batch';
import { Foot } from './foot';
import { StepHead } from './step-head';
import { BEGUN_KINDS, type Wizard } from './use-wizard';

interface WhomStepProps {
  batch: BatchWhole;
  preview: BatchPreview;
  wizard: Wizard;
  leave: React.ReactNode;
}

/** Whom it hits, before anything is asked for: how many are left and why, what they look like, and who looks innocent. */
export function WhomStep({ batch, preview, wizard, leave }: WhomStepProps) {
  const { params, plan, set } = wizard;
  const kind = KIND_WORDS[params.kind];
  const standing = preview.kinds[params.kind];
  const accounts = plan?.accounts ?? standing.accounts;
  const empty = plan !== undefined && plan.accounts === 0;
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,496px)] gap-x-12 gap-y-8 px-5 pt-5 pb-7 max-xl:grid-cols-1 max-sm:px-3">
        <div className="min-w-0">
          <StepHead
            quiet={wizard.untouched}
            lead={
              <>
                All {count(preview.accounts)} in the scope sent {shortCount(preview.spend.exchanges)}{' '}
                exchanges with {shortCount(preview.spend.tokens)} tokens so far. {kind.what}
              </>
            }
          >
            This would {params.kind} {plural(accounts, 'account')}
          </StepHead>
          <div className="mt-3">
            <Segmented
              label="What is done to them"
              value={params.kind}
              options={BEGUN_KINDS.map((value) => ({ value, label: KIND_WORDS[value].act }))}
              onChange={(next) => set({ kind: next })}
            />
          </div>
          <ScopeNote batch={batch} />
          {wizard.planError && !plan ? (
            <Failure
              what="What it would come to could not be counted"
              error={wizard.planError}
              onRetry={() => window.location.reload()}
            />
          ) : (
            <Whom
              preview={preview}
              reach={{
                kind: params.kind,
                accounts,
                innocent: plan?.innocent ?? 0,
                pointless: plan?.pointless ?? standing.pointless,
                leftOut: plan?.left_out ?? preview.innocent.accounts,
              }}
            />
          )}
          <Sample sample={preview.sample} />
        </div>
        <div className="min-w-0 space-y-5">
          <InnocentList
            id={batch.id}
            total={preview.innocent.accounts}
            included={wizard.included}
            onInclude={wizard.setIncluded}
          />
          <div className="space-y-2">
            {plan?.approval_needed ? (
              <Aside icon={<ShieldCheck size={16} strokeWidth={1.6} aria-hidden="true" />}>
                <b>A second person has to approve.</b> {plan.approval_needed.join(' ')} A lead or an
                administrator can; nobody approves what they asked for. They see this page as it is now.
              </Aside>
            ) : null}
            <Aside icon={<RotateCcw size={16} strokeWidth={1.6} aria-hidden="true" />}>
              <b>It can be reversed, all of it or some accounts.</b> Who is reinstated is not raised again on
              the same evidence.
            </Aside>
          </div>
        </div>
      </div>
      <Foot start={leave} hint="Nothing is sent from this step.">
        {empty ? <span className="text-small text-ink-2">There is nobody to {params.kind}.</span> : null}
        <Button look="primary" disabled={empty} onClick={() => set({ step: 'reason' })}>
          Continue to reason
          <ChevronRight size={15} strokeWidth={1.8} aria-hidden="true" />
        </Button>
      </Foot>
    </>
  );
}

function Aside({ icon, children }: { icon: React.ReactNode; children: React.ReactNode }) {
  return (
    <div className="flex gap-2.5 rounded-md bg-hover px-3 py-2.5 text-ink-2 [&_b]:font-semibold [&_b]:text-ink">
      <span className="mt-0.5 shrink-0">{icon}</span>
      <p className="min-w-0 text-pretty">{children}</p>
    </div>
  );
}
