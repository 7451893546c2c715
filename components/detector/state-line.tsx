import { ArrowRight } from 'lucide-react';
import { Fragment } from 'react';
import { cn } from '@/components/ui/cn';
import { Tag } from '@/components/ui/tag';
import type { DetectorItem } from '@/lib/model/detector';
import { changesIn, STATE_TONE, versionName } from './words';

const STEPS = [
  { state: 'draft', what: 'is written' },
  { state: 'shadow', what: 'is judged beside' },
  { state: 'live', what: 'judges' },
] as const;

interface Props {
  versions: readonly DetectorItem[];
  opened: string | null;
  onOpen: (id: string) => void;
}

/** Where each version stands on its way: draft, shadow, live. */
export function StateLine({ versions, opened, onOpen }: Props) {
  return (
    <ol
      aria-label="From draft to live"
      className="mt-4 flex flex-wrap items-stretch gap-x-2 gap-y-2 max-md:flex-col"
    >
      {STEPS.map(({ state, what }, i) => {
        const here = versions.filter((version) => version.state === state);
        return (
          <Fragment key={state}>
            {i > 0 ? (
              <li aria-hidden="true" className="flex items-center text-ink-3 max-md:hidden">
                <ArrowRight size={16} strokeWidth={1.6} />
              </li>
            ) : null}
            <li className="min-w-0 flex-1 rounded-md px-3 py-2 inset-ring inset-ring-line">
              <p className="flex items-center gap-2">
                <Tag tone={STATE_TONE[state]}>{state}</Tag>
                <span className="text-small text-ink-3">{what}</span>
              </p>
              {here.length === 0 ? (
                <p className="mt-1 text-small text-ink-3">None</p>
              ) : (
                <ul className="mt-1 flex flex-wrap gap-1">
                  {here.slice(0, MOST).map((version) => (
                    <li key={version.id}>
                      <button
                        type="button"
                        aria-pressed={version.id === opened}
                        onClick={() => onOpen(version.id)}
                        className={cn(
                          'rounded-sm px-1.5 py-0.5 text-left',
                          version.id === opened ? 'bg-accent-soft font-medium' : 'hover:bg-hover',
                        )}
                      >
                        {versionName(version)}{' '}
                        <span className="text-small font-normal text-ink-3">{changesIn(version.config)}</span>
                      </button>
                    </li>
                  ))}
                  {here.length > MOST ? (
                    <li className="px-1.5 py-0.5 text-small text-ink-3">and {here.length - MOST} more</li>
                  ) : null}
                </ul>
              )}
            </li>
          </Fragment>
        );
      })}
    </ol>
  );
}

const MOST = 6;
