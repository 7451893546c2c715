import { getPool } from '@/lib/db/pool';
import { EXPORT_FORMATS, type ExportPreview, MOST_EXPORTED } from '@/lib/model/list-export';
import { defineQuery } from '@/lib/services/verb';
import { countRows, listInput, listOf } from './plan';
import { columnsOf } from './source';

/** What a file of a list under a filter would hold: how many rows, which columns there are. RetortError as for the list. */
export const previewExport = defineQuery({
  name: 'list.preview',
  right: 'list.export',
  input: listInput,
  run: async (asked, actor, now): Promise<ExportPreview> => {
    const { source, filter } = listOf(asked, actor);
    const matching = await countRows(await source.query({ filter, actor, now }), getPool());
    return {
      list: source.list,
      matching: Math.min(matching, MOST_EXPORTED),
      cut: matching > MOST_EXPORTED,
      limit: MOST_EXPORTED,
      formats: EXPORT_FORMATS,
      columns: columnsOf(source),
    };
  },
});
