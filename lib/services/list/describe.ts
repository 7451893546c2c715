import { z } from 'zod';
import { may } from '@/lib/model/access';
import { COLUMN_TYPES, EXPORT_FORMATS, EXPORT_LISTS, MOST_EXPORTED } from '@/lib/model/list-export';
import { defineQuery } from '@/lib/services/verb';
import { columnsOf } from './source';
import { LISTS } from './sources';

export const exportsOut = z.object({
  limit: z.number().int().meta({ description: 'Rows that one file holds at most.' }),
  formats: z.array(z.enum(EXPORT_FORMATS)),
  items: z.array(
    z.object({
      list: z.enum(EXPORT_LISTS),
      columns: z.array(
        z.object({
          name: z.string(),
          type: z.enum(COLUMN_TYPES),
          shown: z.boolean().meta({ description: 'In the file unless other columns are asked for.' }),
        }),
      ),
    }),
  ),
});

/** The lists that the caller can export, with their columns. */
export const describeExports = defineQuery({
  name: 'list.describe',
  right: 'list.export',
  input: z.object({}),
  run: async (_, actor): Promise<z.output<typeof exportsOut>> => ({
    limit: MOST_EXPORTED,
    formats: [...EXPORT_FORMATS],
    items: EXPORT_LISTS.filter((list) => may(actor, LISTS[list].right)).map((list) => ({
      list,
      columns: columnsOf(LISTS[list]),
    })),
  }),
});
