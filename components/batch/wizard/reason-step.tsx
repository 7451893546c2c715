'use client';

import { ChevronRight } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { POLICY_WORDS } from '@/components/batch/words';
import { Button } from '@/components/ui/button';
import { Field, Input, RadioList } from '@/components/ui/field';
import { useNow } from '@/components/ui/now';
import { ReasonField } from '@/components/ui/reason-field';
import { Segmented } from '@/components/ui/segmented';
import { BATCH_POLICIES, SCHEDULE_DAYS } from '@/lib/model/batch-moves';
import { scheduleFault } from '@/lib/model/schedule';
import { Foot } from './foot';
import { StepHead } from './step-head';
import type { Wizard } from './use-wizard';

const SHORTEST = 3;

const WHEN = [
  { value: 'now', label: 'At once' },
  { value: 'at', label: 'At a time' },
  { value: 'spread', label: 'Spread over a window' },
] as const;

const WHEN_SAYS = {
  now: 'The whole group at once: whoever runs it learns nothing from the first that falls.',
  at: 'All at one moment, such as when nobody there is awake.',
  spread: 'Each at a random time within the window, so that no test account shows what gave it away.',
};

/** Why, under which rule, and when. */
export function ReasonStep({ wizard, leave }: { wizard: Wizard; leave: React.ReactNode }) {
  const { params, set, reason, setReason, schedule } = wizard;
  const [checked, setChecked] = useState(false);
  const now = useNow();
  const noReason = reason.trim().length < SHORTEST;
  const fault = scheduleFault(schedule, now, SCHEDULE_DAYS);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!noReason && params.policy && !fault) set({ step: 'confirm' });
  };
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
      <div className="max-w-[720px] space-y-5 px-5 pt-5 pb-7 max-sm:px-3">
        <div>
          <StepHead
            quiet={wizard.untouched}
            lead="Both are kept in the audit log and go out with every order."
          >
            Why, and under which rule
          </StepHead>
        </div>
        <ReasonField
          hint="what a colleague needs to know to agree"
          error={checked && noReason ? `Give a reason of at least ${SHORTEST} characters.` : undefined}
          value={reason}
          onChange={setReason}
        />
        <div>
          <RadioList
            legend="Policy"
            name="policy"
            value={params.policy}
            options={BATCH_POLICIES.map((value) => ({ value, ...POLICY_WORDS[value] }))}
            onChange={(policy) => set({ policy })}
          />
          {checked && !params.policy ? (
            <p role="alert" className="mt-1 text-small text-critical">
              Say which rule they broke.
            </p>
          ) : null}
        </div>
        <div>
          <h2 className="mb-1 text-small font-medium text-ink-2">When</h2>
          <Segmented label="When" value={params.when} options={WHEN} onChange={(when) => set({ when })} />
          <p className="mt-1.5 text-small text-ink-2">{WHEN_SAYS[params.when]}</p>
          {params.when === 'now' ? null : (
            <div className="mt-2.5 flex flex-wrap gap-3">
              <Moment
                label={params.when === 'at' ? 'At' : 'From'}
                value={params.starts}
                onChange={(starts) => set({ starts })}
              />
              {params.when === 'spread' ? (
                <Moment label="To" value={params.ends} onChange={(ends) => set({ ends })} />
              ) : null}
            </div>
          )}
          {checked && fault ? (
            <p role="alert" className="mt-1.5 text-small text-critical">
              {fault}
            </p>
          ) : null}
        </div>
      </div>
      <Foot start={leave} hint="Nothing is sent from this step.">
        <Button look="line" onClick={() => set({ step: 'whom' })}>
          Back
        </Button>
        <Button look="primary" type="submit">
          Continue to confirmation
          <ChevronRight size={15} strokeWidth={1.8} aria-hidden="true" />
        </Button>
      </Foot>
    </form>
  );
}

function Moment({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <div className="w-56">
      <Field label={label} hint="UTC">
        {(a11y) => (
          <Input
            {...a11y}
            type="datetime-local"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
    </div>
  );
}
