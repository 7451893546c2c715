import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from './fetch';

const STALE_MS = 30_000;
const RETRIES = 2;

/**
 * A client with the rules of the console: fresh for 30 s, retried only where trying again can help. The server never
 * retries: a page that comes without its data asks again from the browser.
 */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_MS,
        retry: typeof window === 'undefined' ? false : shouldRetry,
        refetchOnWindowFocus: false,
      },
      mutations: { retry: false },
    },
  });
}

/** A refusal stays a refusal; a lost connection or a failing server may come back. */
export function shouldRetry(failures: number, error: Error): boolean {
  if (failures >= RETRIES) return false;
  return !(error instanceof ProblemError) || error.status >= 500;
}
