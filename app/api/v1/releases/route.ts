import { queryRoute, verbRoute } from '@/lib/api/route';
import { listReleases } from '@/lib/services/model/list-releases';
import { removeRelease } from '@/lib/services/model/remove-release';
import { setRelease } from '@/lib/services/model/set-release';

export const GET = queryRoute(listReleases);

export const PUT = verbRoute(setRelease);

export const DELETE = verbRoute(removeRelease);
