import { queryRoute, verbRoute } from '@/lib/api/route';
import { getSource } from '@/lib/services/source/get';
import { saveSource } from '@/lib/services/source/save';

export const GET = queryRoute(getSource);

export const POST = verbRoute(saveSource);
