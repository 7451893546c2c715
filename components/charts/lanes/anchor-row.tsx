import { duration } from '@/components/ui/format';
import { spread, textWidth } from './layout';
import type { Anchor } from './types';

interface AnchorRowProps {
  anchors: readonly Anchor[];
  x: (t: number) => number;
  left: number;
  right: number;
  from: number;
  to: number;
  bottom: number;
}

const WORDS_Y = 11;
const LINE_Y = 40;
const GAP = 14;

/** Labels are set in a heavier weight than notes. */
function labelWidth(label: string): number {
  return textWidth(label) * 1.1;
}

/**
 * The life of a case above its lanes: reached steps are filled and joined by solid lines that say how long it took,
 * what is still open is hollow and dashed. A step before the shown range stands at its left edge. Where there is no
 * room the notes go first, then the labels between the first and the last.
 */
export function AnchorRow({ anchors, x, left, right, from, to, bottom }: AnchorRowProps) {
  const steps = anchors.map((anchor) => ({
    ...anchor,
    px: anchor.t === null ? right : Math.min(right, Math.max(left, x(anchor.t))),
    shown: anchor.t === null || (anchor.t >= from && anchor.t <= to),
  }));
  const room = right + 6;
  const taken = (items: readonly number[]) => items.reduce((sum, width) => sum + width + GAP, -GAP);
  const full = steps.map((step) => Math.max(labelWidth(step.label), textWidth(step.note)));
  const notes = taken(full) <= room;
  const labels = steps.map((step, index) =>
    notes ||
    taken(steps.map((one) => labelWidth(one.label))) <= room ||
    index === 0 ||
    index === steps.length - 1
      ? step.label
      : '',
  );
  const starts = spread(
    steps.map((step) => step.px - 4),
    notes ? full : labels.map((label) => (label === '' ? 0 : labelWidth(label))),
    0,
    room,
    GAP,
  );
  return (
    <g>
      {steps.map((step, index) => {
        const next = steps[index + 1];
        const open = step.t === null;
        const ink = open ? 'var(--sev-high)' : 'var(--accent)';
        return (
          <g key={step.label}>
            <text x={starts[index]} y={WORDS_Y} style={{ fill: 'var(--text)', fontWeight: 500 }}>
              {labels[index]}
            </text>
            {notes ? (
              <text x={starts[index]} y={WORDS_Y + 14}>
                {step.note}
              </text>
            ) : null}
            {next ? <Leg from={step} to={next} /> : null}
            {step.shown ? (
              <>
                <line
                  x1={step.px}
                  x2={step.px}
                  y1={LINE_Y}
                  y2={bottom}
                  stroke={ink}
                  strokeWidth="1"
                  strokeDasharray={open ? '2 3' : undefined}
                />
                <circle
                  cx={step.px}
                  cy={LINE_Y}
                  r="4"
                  fill={open ? 'var(--surface)' : ink}
                  stroke={ink}
                  strokeWidth="1.5"
                />
              </>
            ) : null}
          </g>
        );
      })}
    </g>
  );
}

/** How long a step took stands on it; how long an open one takes, in the note of what is open. */
function Leg({ from, to }: { from: { t: number | null; px: number }; to: { t: number | null; px: number } }) {
  if (from.t === null || to.px - from.px < 2) return null;
  const open = to.t === null;
  const words = to.t === null ? '' : duration(to.t - from.t);
  return (
    <>
      <line
        x1={from.px + 4}
        x2={to.px - 4}
        y1={LINE_Y}
        y2={LINE_Y}
        stroke={open ? 'var(--sev-high)' : 'var(--accent)'}
        strokeWidth="1.5"
        strokeDasharray={open ? '2 3' : undefined}
      />
      {words !== '' && to.px - from.px > textWidth(words) + 16 ? (
        <text x={(from.px + to.px) / 2} y={LINE_Y + 14} textAnchor="middle">
          {words}
        </text>
      ) : null}
    </>
  );
}
