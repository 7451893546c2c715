import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import { makeBacktest } from '@/lib/services/detector/make-backtest';
import { inThread } from './in-thread';

/** One back-test: it computes as long as full runs do. */
await inThread(() => makeBacktest(z.string().parse(workerData)));
