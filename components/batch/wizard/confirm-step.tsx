'use client';

import { type FormEvent, useState } from 'react';
import { Fact } from '@/components/batch/fact';
import { KIND_WORDS, POLICY_WORDS, scheduleWords } from '@/components/batch/words';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { count, moment, plural } from '@/components/ui/format';
import { FailedNote, Note } from '@/components/ui/note';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { BatchWhole } from '@/lib/model/batch';
import { isPhrase } from '@/lib/model/batch-moves';
import { useActOnBatch } from '@/lib/queries/use-batches';
import { Foot } from './foot';
import { StepHead } from './step-head';
import type { Wizard } from './use-wizard';

/** The last look: what is about to happen, typed out by hand; or, where it needs one, the question to a second person. */
export function ConfirmStep({
  batch,
  wizard,
  leave,
}: {
  batch: BatchWhole;
  wizard: Wizard;
  leave: React.ReactNode;
}) {
  const { params, plan, set, schedule, reason } = wizard;
  const [typed, setTyped] = useState('');
  const [checked, setChecked] = useState(false);
  const submit = useActOnBatch(batch.id);
  const kind = KIND_WORDS[params.kind];
  const asks = plan?.approval_needed ?? null;
  const accounts = plan?.accounts ?? 0;
  const wrong = !plan || !isPhrase(typed, plan.phrase);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (wrong || wizard.planStale || submit.isPending) return;
    submit.mutate(
      {
        act: 'submit',
        version: batch.version,
        ...wizard.choice,
        reason: reason.trim(),
        policy: params.policy,
        schedule,
        typed: typed.trim(),
      },
      {
        onSuccess: ({ status }) => {
          wizard.forget();
          if (status === 'waiting')
            toast.done('A second person is asked.', 'Nothing is done until they agree.');
        },
      },
    );
  };
  return (
    <form onSubmit={send} className="flex min-h-0 flex-1 flex-col">
      <div className="max-w-[720px] space-y-5 px-5 pt-5 pb-7 max-sm:px-3">
        <div>
          <StepHead quiet={wizard.untouched} lead={kind.what}>
            {kind.act} {plural(accounts, 'account')}
            {asks ? ', if a second person agrees' : ''}
          </StepHead>
        </div>
        <dl className="grid grid-cols-2 gap-x-7 gap-y-2.5 max-sm:grid-cols-1">
          <Fact name="When">{scheduleWords(schedule, moment)}</Fact>
          <Fact name="Policy">{params.policy ? POLICY_WORDS[params.policy].label : 'not chosen'}</Fact>
          <Fact name="Left alone">
            {count(plan?.pointless ?? 0)} with nothing to do, {count(plan?.left_out ?? 0)} that look innocent
          </Fact>
          <Fact name="Look innocent and are in it">{count(plan?.innocent ?? 0)}</Fact>
          <Fact wide name="Reason">
            <UntrustedText max={2_000}>{reason.trim() || 'none'}</UntrustedText>
          </Fact>
        </dl>
        {asks ? (
          <Note kind="warn">
            <b>A second person has to approve.</b> {asks.join(' ')} A lead or an administrator sees everything
            as you do now and agrees or declines with a reason; you cannot approve your own request.
          </Note>
        ) : null}
        {plan && plan.innocent > 0 ? (
          <Note kind="bad">
            <b>
              {plural(plan.innocent, 'account')} {plan.innocent === 1 ? 'looks' : 'look'} innocent and you
              ticked {plan.innocent === 1 ? 'it' : 'them'}.
            </b>{' '}
            Say in the reason why.
          </Note>
        ) : null}
        {plan ? (
          <div className="max-w-[420px]">
            <Field
              label={
                <>
                  Type <b className="font-semibold text-ink">{plan.phrase}</b> to confirm
                </>
              }
              error={checked && wrong ? `It must read exactly: ${plan.phrase}` : undefined}
            >
              {(a11y) => (
                <Input
                  {...a11y}
                  autoComplete="off"
                  spellCheck={false}
                  maxLength={200}
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                />
              )}
            </Field>
          </div>
        ) : null}
        <FailedNote what="Nothing was sent." error={submit.error} kept="What you chose and wrote is kept." />
      </div>
      <Foot
        start={leave}
        hint={asks ? 'Nothing is done until somebody else agrees.' : 'It can be stopped and reversed.'}
      >
        <Button look="line" onClick={() => set({ step: 'reason' })}>
          Back
        </Button>
        <Button
          look={asks ? 'primary' : 'danger'}
          type="submit"
          disabled={submit.isPending || wizard.planStale || !plan}
        >
          {submit.isPending
            ? 'Sending…'
            : asks
              ? 'Ask a second person'
              : `${kind.act} ${plural(accounts, 'account')}`}
        </Button>
      </Foot>
    </form>
  );
}
