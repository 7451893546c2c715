import type { ReactNode } from 'react';
import { PanelSkeleton } from '@/components/account/account-skeleton';
import { Failure } from '@/components/ui/failure';

interface LoadedProps<T> {
  query: { data: T | undefined; error: Error | null; refetch: () => unknown };
  /** What is said where nothing came, as the start of a sentence: "The keys could not be loaded". */
  failed: string;
  children: (data: T) => ReactNode;
}

/** What a section shows of an answer: once it is there the thing itself, until then its outline, or why nothing came. */
export function Loaded<T>({ query, failed, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failure what={failed} error={query.error} onRetry={() => query.refetch()} />;
  return <PanelSkeleton />;
}
