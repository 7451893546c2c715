'use client';

import { useState } from 'react';
import { WeightBar } from '@/components/charts/weight-bar';
import { Button } from '@/components/ui/button';
import { Figures } from '@/components/ui/figures';
import { spelled, weight } from '@/components/ui/format';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { usePrinting } from '@/components/ui/use-printing';
import type { Evidence } from '@/lib/model/campaign';
import { Facts } from './facts';
import { evidenceFinding } from './findings';

const SHOWN = 7;

/** Everything that speaks for and against, heaviest first, each with its weight, its base rate and its facts. */
export function EvidenceList({ evidence }: { evidence: readonly Evidence[] }) {
  const [wanted, setAll] = useState(false);
  // On paper nothing can be unfolded.
  const all = usePrinting() || wanted;
  const speakFor = evidence.filter((item) => item.log_odds >= 0).sort((a, b) => b.log_odds - a.log_odds);
  const against = evidence.filter((item) => item.log_odds < 0).sort((a, b) => a.log_odds - b.log_odds);
  const hidden = all ? [] : speakFor.slice(SHOWN);
  const shown = all ? speakFor : speakFor.slice(0, SHOWN);
  const scale = {
    for: Math.max(1, ...speakFor.map((item) => item.log_odds)),
    against: Math.max(1, ...against.map((item) => -item.log_odds)),
  };
  return (
    <section aria-label="Evidence" className="min-w-0">
      <div className="flex flex-wrap items-baseline gap-x-3 pb-1">
        <h2 className="text-head font-semibold">{evidenceFinding(evidence)}</h2>
        <span className="ml-auto text-small text-ink-3">weight in log-odds, discounted for overlap</span>
      </div>
      {evidence.length === 0 ? (
        <p className="text-ink-2">The run that made this campaign kept no evidence.</p>
      ) : (
        <ul>
          {shown.map((item) => (
            <EvidenceRow key={item.signal} item={item} scale={scale} />
          ))}
          {hidden.length > 0 ? (
            <li className="border-b py-2.5 text-small text-ink-3">
              {hidden.length} more speak for it:{' '}
              {hidden
                .map((item) => `${spelled(item.signal).toLowerCase()} ${weight(item.log_odds)}`)
                .join(', ')}
              <button
                type="button"
                onClick={() => setAll(true)}
                className="ml-1 rounded-sm px-1 font-medium text-accent hover:underline"
              >
                Show
              </button>
            </li>
          ) : null}
          {against.map((item) => (
            <EvidenceRow key={item.signal} item={item} scale={scale} />
          ))}
        </ul>
      )}
    </section>
  );
}

function EvidenceRow({ item, scale }: { item: Evidence; scale: { for: number; against: number } }) {
  const [wanted, setOpen] = useState(false);
  const open = usePrinting() || wanted;
  const id = `facts-${item.signal}`;
  return (
    <li className="overflow-hidden border-b py-2 last:border-0">
      <div className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-start gap-x-3.5 max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-y-1.5 max-sm:[&>p]:col-span-full">
        <p className="leading-[19px] text-pretty">
          <Figures>{item.summary}</Figures>
          <span className="block text-small text-ink-3">
            <UntrustedText max={300}>{item.baseline}</UntrustedText>
            {typeof item.details.weight_factor === 'number' ? (
              <span className="text-ink-2">
                {' '}
                Weighed at {item.details.weight_factor} of what was measured.
              </span>
            ) : null}
          </span>
        </p>
        <WeightBar logOdds={item.log_odds} scale={scale} />
        <Button
          look="ghost"
          aria-expanded={open}
          aria-controls={id}
          aria-label={`Facts of ${spelled(item.signal).toLowerCase()}`}
          title={`${spelled(item.signal)}, about ${item.about}`}
          onClick={() => setOpen(!wanted)}
          className="-my-1 text-small font-normal text-ink-3"
        >
          facts
        </Button>
      </div>
      {open ? (
        <div id={id} className="mt-2 border-l-2 border-line-strong py-0.5 pl-3">
          <Facts details={item.details} />
        </div>
      ) : null}
    </li>
  );
}
