'use client';

import { Tag } from '@/components/ui/tag';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { SignalUses } from '@/lib/model/detector';
import { type DetectorConfig, LEAST_AGAINST, MOST_FACTOR } from '@/lib/model/judging';
import { SIGNAL_NAMES, SIGNAL_WORDS, type SignalName } from '@/lib/model/signals';
import { WeightField } from './weight-field';

export const SHOWN = ['all', 'speaking', 'for', 'against', 'changed'] as const;
export type Shown = (typeof SHOWN)[number];

const SIDES = { for: 'for', against: 'against', both: 'for or against' } as const;

interface Props {
  config: DetectorConfig;
  uses: SignalUses | undefined;
  shown: Shown;
  wrong: ReadonlySet<string>;
  disabled: boolean;
  onChange: (name: SignalName, weight: number) => void;
}

/** Every signal with what it looks at, what it is measured against, where it speaks now, and its weight. */
export function SignalRows({ config, uses, shown, wrong, disabled, onChange }: Props) {
  const used = new Map(uses?.items.map((use) => [use.signal, use]));
  const speaking = (name: string) => (used.get(name)?.speaks ?? 0) + (used.get(name)?.against ?? 0);
  const rows = SIGNAL_NAMES.filter((name) => {
    const { side } = SIGNAL_WORDS[name];
    if (shown === 'speaking') return speaking(name) > 0;
    if (shown === 'changed') return (config.weights[name] ?? 1) !== 1;
    return shown === 'all' || side === shown || side === 'both';
  });
  if (rows.length === 0)
    return (
      <p className="py-6 text-ink-2">
        {shown === 'changed'
          ? 'Every signal weighs what was measured. Show all to change one.'
          : 'No signal speaks in an open campaign now.'}
      </p>
    );
  return (
    <table aria-label="Signals and their weights" className="mt-1 w-full border-collapse">
      <thead>
        <tr className="border-b text-small text-ink-3">
          <th scope="col" className="h-7 pr-2 text-left font-medium">
            Signal
          </th>
          <th scope="col" className="h-7 px-2 text-right font-medium whitespace-nowrap max-md:hidden">
            Speaks in {uses ? `of ${uses.campaigns} open` : ''}
          </th>
          <th scope="col" className="h-7 pl-2 text-right font-medium">
            Weight
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((name) => {
          const { title, about, side, what, base } = SIGNAL_WORDS[name];
          const use = used.get(name);
          return (
            <tr key={name} className="border-b align-top">
              <th scope="row" className="py-2 pr-2 text-left font-normal">
                <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
                  <span className="font-medium">{title}</span>
                  <Tag tone={side === 'against' ? 'info' : 'neutral'}>
                    {about}, {SIDES[side]}
                  </Tag>
                </span>
                <span className="block max-w-[84ch] text-pretty text-ink-2">{what}</span>
                <span className="block max-w-[84ch] text-small text-pretty text-ink-3">
                  Base rate: {base}
                  {use?.baseline ? (
                    <>
                      {' '}
                      <span className="max-md:hidden">
                        Lately: <UntrustedText max={220}>{use.baseline}</UntrustedText>
                      </span>
                    </>
                  ) : null}
                </span>
              </th>
              <td className="px-2 py-2 text-right whitespace-nowrap max-md:hidden">
                {use && speaking(name) > 0 ? (
                  <>
                    {use.speaks > 0 ? `${use.speaks} for` : null}
                    {use.speaks > 0 && use.against > 0 ? ', ' : null}
                    {use.against > 0 ? `${use.against} against` : null}
                  </>
                ) : (
                  <span className="text-ink-3">–</span>
                )}
              </td>
              <td className="py-2 pl-2">
                <WeightField
                  label={`Weight of ${title.toLowerCase()}`}
                  value={config.weights[name] ?? 1}
                  least={side === 'against' ? LEAST_AGAINST : 0}
                  most={MOST_FACTOR}
                  step={0.05}
                  measured={1}
                  wrong={wrong.has(`config.weights.${name}`)}
                  disabled={disabled}
                  onChange={(weight) => onChange(name, weight)}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
