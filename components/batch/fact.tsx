import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

/** A named value of a batch; `wide` ones take the whole row. */
export function Fact({
  name,
  wide = false,
  children,
}: {
  name: string;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={cn('min-w-0', wide && 'col-span-full')}>
      <dt className="text-small text-ink-3">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
