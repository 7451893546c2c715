'use client';

import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/field';
import { FailedNote } from '@/components/ui/note';
import { Ago } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { RuleRow } from '@/lib/model/console/settings';
import { useChangeRule, useRules } from '@/lib/queries/use-settings';
import { Loaded } from './loaded';
import { SettingsSection } from './section';

/** What this deployment asks of everybody: thresholds, and whether a second factor is required. */
export function RulesSection() {
  const rules = useRules();
  return (
    <SettingsSection
      id="rules"
      title="Rules"
      what="What holds for everybody here. Every change stands in the audit log."
    >
      <Loaded query={rules} failed="The rules could not be loaded">
        {({ items }) => (
          <ul className="mt-3 max-w-2xl divide-y divide-line border-y border-line">
            {items.map((rule) => (
              // A change by a colleague makes the line anew, with their value in it.
              <Rule key={`${rule.key} ${rule.version}`} rule={rule} />
            ))}
          </ul>
        )}
      </Loaded>
    </SettingsSection>
  );
}

function Rule({ rule }: { rule: RuleRow }) {
  const id = useId();
  const change = useChangeRule();
  const [text, setText] = useState(String(rule.value));
  const set = (value: number | boolean) =>
    change.mutate(
      { key: rule.key, value, version: rule.version },
      { onSuccess: () => toast.done('The rule is changed.') },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set(Number(text));
  };
  return (
    <li className="py-2.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <div className="min-w-0 flex-1 basis-64">
          <label htmlFor={id} className="font-medium">
            {rule.about}
          </label>
          <p className="text-small text-ink-3">
            {rule.changed_by && rule.changed_at ? (
              <>
                <UntrustedText max={40}>{rule.changed_by}</UntrustedText>, <Ago time={rule.changed_at} />
              </>
            ) : (
              'As it was set up.'
            )}
          </p>
        </div>
        {typeof rule.value === 'boolean' ? (
          <input
            id={id}
            type="checkbox"
            checked={rule.value}
            disabled={!rule.may_change || change.isPending}
            onChange={(event) => set(event.target.checked)}
            className="size-4 shrink-0"
          />
        ) : (
          <form onSubmit={submit} className="flex items-center gap-1.5">
            <span className="w-24">
              <Input
                id={id}
                inputMode="numeric"
                className="text-right tabular-nums"
                disabled={!rule.may_change}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            </span>
            <Button
              type="submit"
              look="line"
              disabled={
                !rule.may_change || change.isPending || text === String(rule.value) || text.trim() === ''
              }
            >
              {change.isPending ? 'Saving…' : 'Save'}
            </Button>
          </form>
        )}
      </div>
      <FailedNote what="The rule is as before." error={change.error} className="mt-2" />
    </li>
  );
}
