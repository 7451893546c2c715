import { useId } from 'react';
import type { Severity } from '@/lib/model/campaign';
import { cn } from './cn';

const FILL: Record<Severity, number> = { low: 0.25, medium: 0.5, high: 0.75, critical: 1 };
const INK: Record<Severity, string> = {
  critical: 'text-critical',
  high: 'text-high',
  medium: 'text-medium',
  low: 'text-low',
};

/** How urgent: a vessel that fills, then a word, then a colour. Without the word the vessel is labelled. */
export function SeverityMark({
  severity,
  word = true,
  size = 14,
}: {
  severity: Severity;
  word?: boolean;
  size?: number;
}) {
  return (
    <span className={cn('inline-flex items-center gap-[7px] font-medium', INK[severity])}>
      <Vessel severity={severity} size={size} labelled={!word} />
      {word ? severity[0]?.toUpperCase() + severity.slice(1) : null}
    </span>
  );
}

function Vessel({ severity, size, labelled }: { severity: Severity; size: number; labelled: boolean }) {
  const id = useId();
  const fill = FILL[severity];
  const top = 12.2 - 10.4 * fill;
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 14 14"
      className="shrink-0"
      role="img"
      aria-label={severity}
      aria-hidden={!labelled}
    >
      <defs>
        <clipPath id={id}>
          <rect x="0" y={top} width="14" height="14" />
        </clipPath>
      </defs>
      <circle cx="7" cy="7" r="5.6" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <circle cx="7" cy="7" r={fill === 1 ? 5.6 : 4.1} fill="currentColor" clipPath={`url(#${id})`} />
      {fill === 1 ? (
        <path d="M7 4v3.6M7 9.8v.01" stroke="var(--ground)" strokeWidth="1.6" strokeLinecap="round" />
      ) : null}
    </svg>
  );
}
