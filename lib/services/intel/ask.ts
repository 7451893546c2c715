import type { PoolClient } from 'pg';
import { enqueue } from '@/lib/services/order/enqueue';

/** Has the worker poll a collection. One poll of a source goes after the other. */
export function askToPoll(tx: PoolClient, id: string): Promise<void> {
  return enqueue(tx, {
    task: 'poll-intel',
    payload: { source_id: id },
    key: `poll-intel:${id}`,
    queue: `intel:${id}`,
  });
}

/** Has the worker read a bundle that was handed in. */
export function askToRead(tx: PoolClient, id: string): Promise<void> {
  return enqueue(tx, {
    task: 'read-intel',
    payload: { delivery_id: id },
    key: `read-intel:${id}`,
    queue: 'intel',
  });
}
