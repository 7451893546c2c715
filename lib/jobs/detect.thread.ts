import { runDetectionVerb } from '@/lib/services/detection/run';
import { inThread } from './in-thread';
import { WORKER } from './world';

/** One detection run, so that deliveries do not wait for it. */
await inThread(() => runDetectionVerb({}, { actor: WORKER }));
