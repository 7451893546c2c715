import { verbRoute } from '@/lib/api/route';
import { disablePeer } from '@/lib/services/peer/disable';

export const POST = verbRoute(disablePeer);
