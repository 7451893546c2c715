'use client';

import { Eye } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { plural } from '@/components/ui/format';
import { FailedNote } from '@/components/ui/note';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { useReveal } from '@/lib/queries/use-scaffolds';

interface ExamplesProps {
  campaignId: string;
  scaffoldId: string;
  available: number;
  mayReveal: boolean;
}

/** Masked examples of a family, shown once somebody asks: that they did is kept in the audit log. */
export function Examples({ campaignId, scaffoldId, available, mayReveal }: ExamplesProps) {
  const reveal = useReveal(campaignId);
  if (available === 0) {
    return <p className="mt-2 text-small text-ink-3">No text was kept of its prompts.</p>;
  }
  if (reveal.data) {
    return (
      <section className="mt-2" aria-label="Masked examples">
        <h3 className="text-small font-medium text-ink-2">Masked examples, from different accounts</h3>
        <ul className="mt-1 max-w-[90ch] space-y-1.5 border-l-2 border-line-strong pl-3">
          {reveal.data.examples.map((example) => (
            <li key={example} className="text-small text-pretty text-ink-2">
              <UntrustedText max={600}>{example}</UntrustedText>
            </li>
          ))}
        </ul>
      </section>
    );
  }
  if (!mayReveal) {
    return (
      <p className="mt-2 text-small text-ink-3">
        {plural(available, 'masked example')}, which analysts may reveal.
      </p>
    );
  }
  return (
    <div className="mt-2">
      <Button look="line" disabled={reveal.isPending} onClick={() => reveal.mutate(scaffoldId)}>
        <Eye size={14} strokeWidth={1.6} aria-hidden="true" />
        {reveal.isPending ? 'Revealing…' : `Reveal ${plural(available, 'masked example')}`}
      </Button>
      <span className="ml-2 text-small text-ink-3">The audit log will say that you did.</span>
      <FailedNote what="Nothing was revealed." error={reveal.error} className="mt-2" />
    </div>
  );
}
