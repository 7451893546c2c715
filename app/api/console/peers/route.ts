import { queryRoute, verbRoute } from '@/lib/api/route';
import { addPeer } from '@/lib/services/peer/add';
import { listPeers } from '@/lib/services/peer/list';

export const GET = queryRoute(listPeers);
export const POST = verbRoute(addPeer, 201);
