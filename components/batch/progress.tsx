import { cn } from '@/components/ui/cn';
import type { BatchItem } from '@/lib/model/batch';
import { progressWords } from './words';

/** How much of a batch is done, failed and skipped, as one bar; its words stand beside it or are said by it. */
export function ProgressBar({
  progress,
  thick = false,
}: {
  progress: BatchItem['progress'];
  thick?: boolean;
}) {
  const { total, applied, skipped, failed } = progress;
  const share = (n: number) => `${total > 0 ? (n / total) * 100 : 0}%`;
  return (
    <span
      role="img"
      aria-label={progressWords(progress)}
      className={cn('flex w-full overflow-hidden rounded-[2px] bg-press', thick ? 'h-1.5' : 'h-1')}
    >
      <i className="h-full bg-accent transition-[width] duration-160" style={{ width: share(applied) }} />
      <i className="h-full bg-mark-2" style={{ width: share(skipped) }} />
      <i className="h-full bg-critical" style={{ width: share(failed) }} />
    </span>
  );
}
