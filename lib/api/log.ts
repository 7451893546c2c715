import { makeLog } from '@/lib/watch/log';

/** The log of the web server. */
export const log = makeLog('retort');
