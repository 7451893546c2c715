import { queryRoute, verbRoute } from '@/lib/api/route';
import { addKey } from '@/lib/services/key/add';
import { listKeys } from '@/lib/services/key/list';

export const GET = queryRoute(listKeys);

export const POST = verbRoute(addKey, 201);
