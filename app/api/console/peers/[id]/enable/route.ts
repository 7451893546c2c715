import { verbRoute } from '@/lib/api/route';
import { enablePeer } from '@/lib/services/peer/enable';

export const POST = verbRoute(enablePeer);
