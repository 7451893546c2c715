'use client';

import { X } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { count, percent } from '@/components/ui/format';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { CAPABILITY_WORDS } from '@/lib/model/capability';
import type { ScaffoldRow } from '@/lib/model/console/scaffold';
import { type DiffPart, diffWords } from '@/lib/model/diff';

interface FamilyDiffProps {
  first: ScaffoldRow;
  second: ScaffoldRow;
  onClose: () => void;
}

/** Two families beside each other: words that only one of them has are marked, by line and tone, not by colour alone. */
export function FamilyDiff({ first, second, onClose }: FamilyDiffProps) {
  const parts = useMemo(() => diffWords(first.skeleton, second.skeleton), [first, second]);
  const common = parts.reduce((sum, part) => sum + (part.side === 'both' ? part.text.length : 0), 0);
  const longer = Math.max(1, first.skeleton.length, second.skeleton.length);
  return (
    <section aria-label="Two families compared" className="mt-3 border-y bg-ground px-3 py-3">
      <div className="flex items-start gap-3">
        <h3 className="flex-1 font-semibold">{percent(common / longer)} of the longer one is in both</h3>
        <Button look="ghost" square aria-label="Stop comparing" onClick={onClose}>
          <X size={14} />
        </Button>
      </div>
      <div className="mt-1 grid grid-cols-2 gap-x-6 gap-y-3 max-md:grid-cols-1">
        <Side family={first} parts={parts} side="first" />
        <Side family={second} parts={parts} side="second" />
      </div>
    </section>
  );
}

function Side({
  family,
  parts,
  side,
}: {
  family: ScaffoldRow;
  parts: readonly DiffPart[];
  side: 'first' | 'second';
}) {
  const own = parts.filter((part) => part.side === 'both' || part.side === side);
  return (
    <div className="min-w-0">
      <p className="text-small text-ink-3">
        <UntrustedText mono>{family.id}</UntrustedText>,{' '}
        {CAPABILITY_WORDS[family.capability].label.toLowerCase()}, {count(family.accounts)} accounts
      </p>
      <p className="mt-1 leading-6 text-pretty text-ink-2">
        {own.map((part, index) =>
          part.side === 'both' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts do not move
            <UntrustedText key={index}>{part.text}</UntrustedText>
          ) : (
            <mark
              // biome-ignore lint/suspicious/noArrayIndexKey: parts do not move
              key={index}
              className="rounded-sm bg-accent-soft text-ink underline decoration-accent decoration-2 underline-offset-4"
            >
              <span className="sr-only">only here: </span>
              <UntrustedText>{part.text}</UntrustedText>
            </mark>
          ),
        )}
      </p>
    </div>
  );
}
