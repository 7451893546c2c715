interface SparklineProps {
  /** Equally spaced values, oldest first. */
  values: readonly number[];
  /** What the line shows, for those who do not see it; its last and highest value are added. */
  label: string;
  width?: number;
  height?: number;
}

/** A trend without axes, on its own zero-based scale; the last value is a dot. */
export function Sparkline({ values, label, width = 72, height = 20 }: SparklineProps) {
  const top = Math.max(...values, 0);
  const last = values.at(-1) ?? 0;
  const words = `${label}: last ${last.toLocaleString('en-US')}, highest ${top.toLocaleString('en-US')}`;
  if (values.length < 2 || top === 0) {
    return (
      <svg width={width} height={height} role="img" aria-label={words}>
        <line x1={0} x2={width} y1={height - 2.5} y2={height - 2.5} stroke="var(--line-strong)" />
      </svg>
    );
  }
  const x = (index: number) => 1 + (index / (values.length - 1)) * (width - 5);
  const y = (value: number) => height - 2.5 - (value / top) * (height - 6);
  const points = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  return (
    <svg width={width} height={height} role="img" aria-label={words} className="shrink-0">
      <title>{words}</title>
      <line x1={0} x2={width} y1={height - 2.5} y2={height - 2.5} stroke="var(--line)" />
      <polyline points={points} fill="none" stroke="var(--mark)" strokeWidth="1.25" strokeLinejoin="round" />
      <circle cx={x(values.length - 1)} cy={y(last)} r="1.9" fill="var(--mark)" />
    </svg>
  );
}
