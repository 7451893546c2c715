import type { ReactNode } from 'react';

/** A named value of a batch. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-small text-ink-3">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
