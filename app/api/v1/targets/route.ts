import { queryRoute, verbRoute } from '@/lib/api/route';
import { addTarget } from '@/lib/services/target/add';
import { listTargets } from '@/lib/services/target/list';

export const GET = queryRoute(listTargets);

export const POST = verbRoute(addTarget, 201);
