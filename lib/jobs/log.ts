import { Logger } from 'graphile-worker';
import { pino } from 'pino';

/** The log of the worker: one JSON object a line on standard error. RETORT_LOG sets the level. */
export const log = pino(
  { name: 'retort worker', level: process.env.RETORT_LOG ?? 'info' },
  pino.destination(2),
);

/** The job queue's own messages, one level quieter: every job done is nothing to read. */
export const queueLogger = new Logger(() => (level, message) => {
  if (level === 'error') log.error(message);
  else if (level === 'warning') log.warn(message);
  else log.debug(message);
});
