import { Logger } from 'graphile-worker';
import { makeLog } from '@/lib/watch/log';

/** The log of the worker. */
export const log = makeLog('retort worker');

/** The job queue's own messages, one level quieter: every job done is nothing to read. */
export const queueLogger = new Logger(() => (level, message) => {
  if (level === 'error') log.error(message);
  else if (level === 'warning') log.warn(message);
  else log.debug(message);
});
