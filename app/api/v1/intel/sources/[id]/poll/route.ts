import { verbRoute } from '@/lib/api/route';
import { pollIntelSource } from '@/lib/services/intel/poll-source';

export const POST = verbRoute(pollIntelSource);
