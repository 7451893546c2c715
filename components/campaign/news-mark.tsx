import { plural } from '@/components/ui/format';

/** A dot and how much happened to a watched campaign since the person last looked; nothing when nothing did. */
export function NewsMark({ unseen }: { unseen: number | null }) {
  if (!unseen) return null;
  const words = `${plural(unseen, 'new event')} since you looked`;
  return (
    <span title={words} className="inline-flex shrink-0 items-center gap-1.5 text-small text-accent">
      <i aria-hidden="true" className="size-1.5 rounded-full bg-accent" />
      <span aria-hidden="true">{unseen} new</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
