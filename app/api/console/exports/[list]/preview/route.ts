import { apiRoute } from '@/lib/api/route';
import { previewExport } from '@/lib/services/list/preview';

export const GET = apiRoute(({ actor, params, search }) =>
  previewExport({ list: params.list, filter: search } as Parameters<typeof previewExport>[0], { actor }),
);
