import { queryRoute, verbRoute } from '@/lib/api/route';
import { listCases } from '@/lib/services/case/list';
import { requestCase } from '@/lib/services/case/request';

export const GET = queryRoute(listCases);
export const POST = verbRoute(requestCase, 202);
