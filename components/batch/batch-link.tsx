'use client';

import { useContext } from 'react';
import { PersonContext } from '@/components/frame/person';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { may } from '@/lib/model/access';
import { type AskedScope, newBatchHref } from './scope';

interface BatchLinkProps {
  scope: AskedScope;
  look?: 'line' | 'ghost' | 'plain';
  /** "Ban accounts…" */
  children: React.ReactNode;
}

/** The way to the wizard with these accounts, for those who may ask for a batch. Nothing is done by following it. */
export function BatchLink({ scope, look = 'line', children }: BatchLinkProps) {
  const person = useContext(PersonContext);
  if (!person || !may({ kind: 'person', ...person }, 'batch.request')) return null;
  return (
    <Button look={look} asChild>
      <Link href={newBatchHref(scope, 'ban')} prefetch={false}>
        {children}
      </Link>
    </Button>
  );
}
