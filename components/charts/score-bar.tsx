import { cn } from '@/components/ui/cn';
import { score as spell } from '@/components/ui/format';

/** A score in 0 to 1 as a thin bar for a row. The label names it for those who do not see it. */
export function ScoreBar({ label, value, className }: { label: string; value: number; className?: string }) {
  return (
    <span
      role="img"
      aria-label={`${label} ${spell(value)}`}
      title={`${label} ${spell(value)}`}
      className={cn('relative block h-1 w-[30px] overflow-hidden rounded-[2px] bg-press', className)}
    >
      <i className="absolute inset-y-0 left-0 bg-mark-2" style={{ width: `${value * 100}%` }} />
    </span>
  );
}

interface ScoreFigureProps {
  name: string;
  value: number;
  /** What the figure rests on, in a sentence. */
  children: React.ReactNode;
  /** Scores that mean something, as marks under the bar. */
  marks?: readonly number[];
}

/** A score as a figure over its bar, with what it rests on. */
export function ScoreFigure({ name, value, children, marks = [] }: ScoreFigureProps) {
  return (
    <section aria-label={name} className="min-w-0">
      <h2 className="font-normal text-ink-2">{name}</h2>
      <p className="text-figure font-semibold">{spell(value)}</p>
      <div aria-hidden="true" className="relative mt-1.5 mb-1 h-3.5">
        <i className="absolute inset-x-0 top-[5px] h-1 rounded-[2px] bg-press" />
        <i
          className="absolute top-[5px] left-0 h-1 rounded-[2px] bg-mark"
          style={{ width: `${value * 100}%` }}
        />
        {marks.map((mark) => (
          <i
            key={mark}
            className="absolute top-[11px] h-[5px] w-px bg-ink-3"
            style={{ left: `${mark * 100}%` }}
          />
        ))}
      </div>
      <p className="text-small text-pretty text-ink-2">{children}</p>
    </section>
  );
}
