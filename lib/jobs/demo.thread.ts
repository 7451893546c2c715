import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import { inThread } from './in-thread';
import { workOnDemo } from './work-on-demo';

/** Work on the demonstration world: inventing it computes for a while. */
await inThread(() => workOnDemo(z.string().parse(workerData)));
