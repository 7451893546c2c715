import { queryRoute, verbRoute } from '@/lib/api/route';
import { listDetectors } from '@/lib/services/detector/list';
import { saveDraft } from '@/lib/services/detector/save-draft';

export const GET = queryRoute(listDetectors);

export const POST = verbRoute(saveDraft, 201);
