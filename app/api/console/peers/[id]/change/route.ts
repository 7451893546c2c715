import { verbRoute } from '@/lib/api/route';
import { changePeer } from '@/lib/services/peer/change';

export const POST = verbRoute(changePeer);
