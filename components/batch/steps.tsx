import { Check } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import type { BatchStatus } from '@/lib/model/batch-moves';

/** The way of a batch from its scope to its receipt. */
export const STEPS = ['scope', 'whom', 'reason', 'confirm', 'run', 'receipt'] as const;
export type Step = (typeof STEPS)[number];

const LABELS: Record<Step, string> = {
  scope: 'Scope',
  whom: 'Whom it hits',
  reason: 'Reason and policy',
  confirm: 'Confirmation',
  run: 'Run',
  receipt: 'Receipt',
};

/** Where a batch that was submitted stands on that way. */
export function stepOf(status: BatchStatus): Step {
  switch (status) {
    case 'draft':
      return 'whom';
    case 'waiting':
    case 'declined':
    case 'expired':
      return 'confirm';
    case 'scheduled':
    case 'running':
    case 'paused':
      return 'run';
    case 'done':
    case 'cancelled':
      return 'receipt';
  }
}

/** All steps, what is behind and where this is. `onStep` lets steps that are behind be gone back to. */
export function Steps({
  now,
  second,
  onStep,
}: {
  now: Step;
  /** A second person has to agree. */
  second: boolean;
  onStep?: (step: Step) => void;
}) {
  const at = STEPS.indexOf(now);
  return (
    <nav aria-label="Steps" className="shrink-0 overflow-x-auto border-b px-5 max-sm:px-3 print:hidden">
      <ol className="flex h-11 items-center whitespace-nowrap">
        {STEPS.map((step, index) => {
          const done = index < at;
          const back = done && step !== 'scope' ? onStep : undefined;
          const label = step === 'confirm' && second ? 'Second person' : LABELS[step];
          const words = (
            <>
              <Dot place={index + 1} done={done} here={index === at} />
              {label}
              {done ? <span className="sr-only">, done</span> : null}
            </>
          );
          return (
            <li
              key={step}
              aria-current={index === at ? 'step' : undefined}
              className={cn(
                'flex items-center',
                index === at ? 'font-medium text-ink' : done ? 'text-ink-2' : 'text-ink-3',
                index !== at && 'max-sm:[&_.label]:hidden',
              )}
            >
              {index > 0 ? (
                <i aria-hidden="true" className="mx-3 h-px w-7 bg-line-strong max-lg:mx-2 max-lg:w-3" />
              ) : null}
              {back ? (
                <button
                  type="button"
                  onClick={() => back(step)}
                  className="flex items-center gap-2 rounded-sm hover:text-ink"
                >
                  {words}
                </button>
              ) : (
                <span className="flex items-center gap-2">{words}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Dot({ place, done, here }: { place: number; done: boolean; here: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        'inline-flex size-[18px] items-center justify-center rounded-full text-axis font-semibold',
        here
          ? 'bg-accent-fill text-on-accent'
          : done
            ? 'text-ok inset-ring-[1.5px] inset-ring-ok'
            : 'inset-ring-[1.5px] inset-ring-line-strong',
      )}
    >
      {done ? <Check size={10} strokeWidth={2.4} /> : place}
    </span>
  );
}
