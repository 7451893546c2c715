import { verbRoute } from '@/lib/api/route';
import { changeIntelSource } from '@/lib/services/intel/change-source';
import { removeIntelSource } from '@/lib/services/intel/remove-source';

export const PUT = verbRoute(changeIntelSource);

export const DELETE = verbRoute(removeIntelSource);
