import { queryRoute, verbRoute } from '@/lib/api/route';
import { draftBatch } from '@/lib/services/batch/draft';
import { listBatches } from '@/lib/services/batch/list';

export const GET = queryRoute(listBatches);
export const POST = verbRoute(draftBatch, 201);
