import { streamOf } from '@/lib/export/lines';
import { type ExportList, MATCHING_HEADER, ROWS_HEADER } from '@/lib/model/list-export';
import { type OpenExport, openExport } from '@/lib/services/list/open';
import { log } from './log';
import { apiRoute } from './route';

/**
 * A route that gives a list out as a file; without `list` the path names it. The query is the filter of the list with `format` and
 * `columns`. Once the first byte is out a failure can only break the answer off, which every client sees, and goes to the log.
 */
export function exportRoute(list?: ExportList) {
  return apiRoute(async ({ actor, params, search, request }) => {
    const { format, columns, ...filter } = search;
    const asked = { list: list ?? params.list, format, columns, filter };
    const file = await openExport(asked as Parameters<typeof openExport>[0], { actor });
    request.signal.addEventListener('abort', file.close);
    return new Response(streamOf(watched(file)), {
      headers: {
        'content-type': file.type,
        'content-disposition': `attachment; filename="${file.name}"`,
        [ROWS_HEADER]: String(file.rows),
        [MATCHING_HEADER]: String(file.matching),
      },
    });
  });
}

/** The pieces of a file; that they break off is logged before it is passed on. */
function watched({ pieces, list, rows }: OpenExport): AsyncIterable<string | Uint8Array> {
  const from = pieces[Symbol.asyncIterator]();
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        try {
          return await from.next();
        } catch (error) {
          log.error({ err: error, list, rows }, 'an export broke off');
          throw error;
        }
      },
      return: async () => (await from.return?.()) ?? { done: true, value: undefined },
    }),
  };
}
