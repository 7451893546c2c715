import { cn } from './cn';

/** A bar where text will be. Give it the width of what comes. */
export function Bone({ className, width }: { className?: string; width?: number | string }) {
  return (
    <span
      style={width === undefined ? undefined : { width }}
      className={cn(
        'block h-2.5 rounded-[3px] bg-[linear-gradient(90deg,var(--press),var(--hover)_45%,var(--press)_80%)] bg-size-[200%_100%] animate-sheen',
        className,
      )}
    />
  );
}

const LENGTHS = ['58%', '72%', '46%', '64%', '52%', '69%', '40%', '61%'];

/** Rows of a list that is on its way; `columns` are the widths of its narrow cells, in px. */
export function RowSkeleton({ rows, columns = [64, 30, 20] }: { rows: number; columns?: readonly number[] }) {
  return (
    <div role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
          key={row}
          aria-hidden="true"
          className="flex h-8 items-center gap-3.5 px-5"
          style={{ opacity: Math.max(0.25, 1 - row * 0.09) }}
        >
          <Bone width={14} />
          <span className="flex-1">
            <Bone width={LENGTHS[row % LENGTHS.length]} />
          </span>
          {columns.map((width, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
            <Bone key={column} width={width} />
          ))}
        </div>
      ))}
    </div>
  );
}
