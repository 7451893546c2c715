import { verbRoute } from '@/lib/api/route';
import { renewPeer } from '@/lib/services/peer/renew';

export const POST = verbRoute(renewPeer);
