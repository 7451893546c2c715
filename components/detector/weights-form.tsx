'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { plural } from '@/components/ui/format';
import { FailedNote, Note } from '@/components/ui/note';
import { Segmented } from '@/components/ui/segmented';
import { toast } from '@/components/ui/toast';
import type { DetectorItem, SignalUses } from '@/lib/model/detector';
import {
  canonicalConfig,
  configTrouble,
  configWarnings,
  type DetectorConfig,
  THRESHOLD_NAMES,
  THRESHOLDS,
} from '@/lib/model/judging';
import { useSaveDraft } from '@/lib/queries/use-detectors';
import { SHOWN, type Shown, SignalRows } from './signal-rows';
import { WeightField } from './weight-field';

const SHOWN_WORDS: Record<Shown, string> = {
  all: 'All',
  speaking: 'Speaking now',
  for: 'For',
  against: 'Against',
  changed: 'Changed',
};

interface Props {
  detector: DetectorItem;
  uses: SignalUses | undefined;
  shown: Shown;
  onShown: (shown: Shown) => void;
  mayManage: boolean;
  onSaved: (id: string) => void;
}

/** Weights and thresholds of a version. What is no draft is left as it is: changes to it are saved as a new one. */
export function WeightsForm({ detector, uses, shown, onShown, mayManage, onSaved }: Props) {
  const stands = detector.config as DetectorConfig;
  const [config, setConfig] = useState(stands);
  const [note, setNote] = useState(detector.state === 'draft' ? detector.note : '');
  const save = useSaveDraft();
  const isDraft = detector.state === 'draft';
  const trouble = configTrouble(config);
  const warnings = configWarnings(config);
  const dirty =
    JSON.stringify(canonicalConfig(config)) !== JSON.stringify(canonicalConfig(stands)) ||
    (isDraft && note !== detector.note);
  const wrong = new Set(trouble.map(({ path }) => path));
  const submit = () =>
    save.mutate(
      {
        ...(isDraft ? { id: detector.id, version: detector.version } : {}),
        config: canonicalConfig(config),
        note,
      },
      {
        onSuccess: (saved) => {
          toast.done(`Version ${saved.number} is saved as a draft.`, 'Nothing is judged by it yet.');
          onSaved(saved.id);
        },
      },
    );
  const editing = mayManage && (dirty || isDraft);
  return (
    <div>
      {editing ? null : <Warnings of={warnings} className="pt-4" />}
      <section aria-labelledby="thresholds" className="pt-4">
        <h3 id="thresholds" className="font-semibold">
          Steps
        </h3>
        <p className="text-ink-2">
          The campaign score, 0 to 1, from which something happens. What caps a step holds whatever the score.
        </p>
        <dl className="mt-2 grid grid-cols-[repeat(auto-fill,minmax(300px,1fr))] gap-x-10 border-t max-sm:grid-cols-1">
          {THRESHOLD_NAMES.map((name) => {
            const { title, what, least, most, default: measured } = THRESHOLDS[name];
            return (
              <div key={name} className="flex items-center gap-3 border-b py-1.5">
                <dt className="min-w-0 flex-1">
                  <span className="font-medium">{title}</span>
                  <span className="block text-small text-ink-3">{what}</span>
                </dt>
                <dd className="shrink-0">
                  <WeightField
                    label={`Score for ${title.toLowerCase()}`}
                    value={config.thresholds[name] ?? measured}
                    least={least}
                    most={most}
                    step={0.01}
                    measured={measured}
                    wrong={wrong.has(`config.thresholds.${name}`)}
                    disabled={!mayManage}
                    onChange={(value) =>
                      setConfig({ ...config, thresholds: { ...config.thresholds, [name]: value } })
                    }
                  />
                </dd>
              </div>
            );
          })}
        </dl>
      </section>
      <section aria-labelledby="signals" className="pt-5">
        <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
          <div className="min-w-0 flex-1 basis-72">
            <h3 id="signals" className="font-semibold">
              Signals
            </h3>
            <p className="max-w-[84ch] text-pretty text-ink-2">
              A factor on what each was measured to weigh: 1 as measured, 0 off, 2 twice as much. What speaks
              against cannot be switched off.
            </p>
          </div>
          <Segmented
            label="Which signals"
            value={shown}
            options={SHOWN.map((value) => ({ value, label: SHOWN_WORDS[value] }))}
            onChange={onShown}
          />
        </div>
        <SignalRows
          config={config}
          uses={uses}
          shown={shown}
          wrong={wrong}
          disabled={!mayManage}
          onChange={(name, weight) =>
            setConfig({ ...config, weights: { ...config.weights, [name]: weight } })
          }
        />
      </section>
      {editing ? (
        <div className="sticky bottom-0 -mx-5 mt-4 border-t bg-surface px-5 py-3 max-sm:-mx-3 max-sm:px-3 print:hidden">
          <Warnings of={warnings} className="mb-3 max-h-[30vh] overflow-y-auto" />
          <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
            <div className="min-w-0 flex-1 basis-64">
              <Field label="What it is to try" hint="for whoever reads the list">
                {(a11y) => (
                  <Input
                    {...a11y}
                    maxLength={300}
                    value={note}
                    onChange={(event) => setNote(event.target.value)}
                  />
                )}
              </Field>
            </div>
            <Button
              look="ghost"
              disabled={!dirty || save.isPending}
              onClick={() => {
                setConfig(stands);
                setNote(isDraft ? detector.note : '');
              }}
            >
              Undo changes
            </Button>
            <Button look="primary" disabled={!dirty || trouble.length > 0 || save.isPending} onClick={submit}>
              {save.isPending ? 'Saving…' : isDraft ? 'Save draft' : 'Save as a new draft'}
            </Button>
          </div>
          {trouble.length > 0 ? (
            <p role="alert" className="mt-2 text-small text-critical">
              {trouble[0]?.message}
              {trouble.length > 1 ? ` And ${plural(trouble.length - 1, 'more value')} cannot be had.` : ''}
            </p>
          ) : null}
          <FailedNote what="Nothing was saved." error={save.error} className="mt-2" />
        </div>
      ) : null}
    </div>
  );
}

/** What somebody weakens who weakens what protects the innocent. */
function Warnings({ of, className }: { of: readonly string[]; className: string }) {
  return (
    <div aria-live="polite" className={of.length === 0 ? undefined : className}>
      {of.length > 0 ? (
        <Note kind="warn">
          {of.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </Note>
      ) : null}
    </div>
  );
}
