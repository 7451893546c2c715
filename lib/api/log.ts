import { pino } from 'pino';

/** The log of the web server: one JSON object a line on standard error. RETORT_LOG sets the level. */
export const log = pino(
  {
    name: 'retort',
    level: process.env.RETORT_LOG ?? 'info',
    redact: ['*.authorization', '*.cookie', '*.secret'],
  },
  pino.destination(2),
);
